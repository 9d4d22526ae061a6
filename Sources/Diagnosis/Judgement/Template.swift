import Model
import Octets

/// The sentence a server says to everybody, with the words taken out that it puts in for each message.
struct Template {
  /// So many octets of a text become a template.
  static let maximumLength = 1_000

  /// What stands between the words of the sentence, in order.
  let cuts: [Cut]

  private let source: Bytes
  /// `cuts`, and the codes that are left out.
  private let all: [Cut]
  /// Whether the octets are. They are cut between characters.
  let isUTF8: Bool

  init(_ tokenised: borrowing TokenisedText, _ cuts: [Cut]) {
    self.cuts = cuts
    source = tokenised.text.prefix(Self.maximumLength)
    isUTF8 = source.isUTF8
    let repeated = Self.repeatedCodes(tokenised)
    all = repeated.isEmpty ? cuts : (cuts + repeated).sorted { $0.start < $1.start }
  }

  /// The sentence, with the roles of the words in angle brackets.
  var text: String {
    var octets = ByteBuilder(capacity: source.count + 16)
    append(to: &octets)
    return octets.finish().string
  }

  /// Appends the octets of `text`, if the source is UTF-8, with one space for each run of white space.
  func append(to octets: inout ByteBuilder) {
    let start = octets.count
    forEachPart { words, cut in
      append(words, since: start, to: &octets)
      guard let role = cut?.role else { return }
      octets.append(0x3C)
      octets.append(role.rawValue)
      octets.append(0x3E)
    }
    if octets.count > start, octets.last == 0x20 { octets.removeLast() }
  }

  private func append(_ words: Range<Int>, since start: Int, to octets: inout ByteBuilder) {
    let end = words.upperBound
    var position = words.lowerBound
    while position < end {
      // As far as the words stand in the sentence as they do here.
      let part = position
      while position < end,
        source[position] > 0x20 || position > part && isOneSpace(position, end)
      {
        position += 1
      }
      octets.append(source[part..<position])
      if position < end, octets.count > start, octets.last != 0x20 { octets.append(0x20) }
      while position < end, source[position] <= 0x20 { position += 1 }
    }
  }

  /// Whether what stands at `position` is one space, and another word behind it.
  @inline(__always)
  private func isOneSpace(_ position: Int, _ end: Int) -> Bool {
    source[position] == 0x20 && position + 1 < end && source[position + 1] > 0x20
  }

  /// Calls `body` for each word that was taken out.
  func forEachWord(_ body: (Substitution.Role, Bytes) -> Void) {
    forEachPart { _, cut in
      if let cut, let role = cut.role { body(role, source[cut.start..<cut.end]) }
    }
  }

  /// Calls `body` for each cut with the words before it, and then with those behind the last.
  @inline(__always)
  private func forEachPart(_ body: (_ words: Range<Int>, _ cut: Cut?) -> Void) {
    var position = 0
    for cut in all where cut.start >= position {
      guard cut.end <= source.count else { break }
      body(position..<cut.start, cut)
      position = cut.end
      // The sign that marks the continued line.
      if cut.role == nil, position < source.count, source[position] == 0x2D { position += 1 }
    }
    body(position..<source.count, nil)
  }

  /// The codes that are repeated at the beginning of each further line of one reply, wherever its lines
  /// were folded.
  private static func repeatedCodes(_ tokenised: borrowing TokenisedText) -> [Cut] {
    let tokens = tokenised.tokens
    guard let first = tokens.first, first.kind == .reply else { return [] }
    var cuts: [Cut] = []
    // A quoted reply is another one.
    for token in 1..<tokens.count
    where tokens[token].kind == .reply && tokens[token].hash == first.hash
      && !tokens[token].isQuotedReply
    {
      var end = Int(tokens[token].end)
      // With the enhanced code behind it, where the first line has it too.
      if token + 1 < tokens.count, tokens[token + 1].isCode, tokens[1].isCode,
        tokenised.text[Int(tokens[1].start)..<Int(tokens[1].end)]
          == tokenised.text[Int(tokens[token + 1].start)..<Int(tokens[token + 1].end)],
        Int(tokens[token + 1].start) <= end + 1
      {
        end = Int(tokens[token + 1].end)
      }
      cuts.append(Cut(start: Int(tokens[token].start), end: end, role: nil))
    }
    return cuts
  }
}
