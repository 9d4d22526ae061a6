import Model
import Octets

/// The sentence a server says to everybody, with the words taken out that it puts in for each message.
struct Template {
  /// So many octets of a text become a template.
  static let maximumLength = 1_000

  private(set) var text = ""
  private(set) var substitutions: [Substitution] = []

  init(_ reading: TextReading, _ cuts: [Cut]) {
    let source = reading.text.text.prefix(Self.maximumLength)
    var sentence = Sentence(capacity: source.count + 16)
    substitutions.reserveCapacity(cuts.count)
    var position = 0
    let repeated = Self.repeatedCodes(reading.text)
    let all = repeated.isEmpty ? cuts : (cuts + repeated).sorted { $0.start < $1.start }
    for cut in all where cut.start >= position {
      guard cut.end <= source.count else { break }
      sentence.append(source, from: position, to: cut.start)
      position = cut.end
      guard let role = cut.role else {
        // The sign that marks the continued line.
        if position < source.count, source[position] == 0x2D { position += 1 }
        continue
      }
      sentence.append(role)
      substitutions.append(
        Substitution(role: role, word: source[cut.start..<cut.end].string))
    }
    sentence.append(source, from: position, to: source.count)
    text = sentence.finished()
  }

  /// The sentence as it is being put together, with one space for each run of white space.
  private struct Sentence {
    private var octets: [UInt8] = []

    init(capacity: Int) { octets.reserveCapacity(capacity) }

    mutating func append(_ source: Bytes, from start: Int, to end: Int) {
      var position = start
      while position < end {
        // As far as the words stand in the sentence as they do here.
        let part = position
        while position < end,
          source[position] > 0x20 || position > part && isOneSpace(source, position, end)
        {
          position += 1
        }
        source[part..<position].withUnsafeBytes { octets.append(contentsOf: $0) }
        if position < end, let last = octets.last, last != 0x20 { octets.append(0x20) }
        while position < end, source[position] <= 0x20 { position += 1 }
      }
    }

    /// Whether what stands at `position` is one space, and another word behind it.
    @inline(__always)
    private func isOneSpace(_ source: Bytes, _ position: Int, _ end: Int) -> Bool {
      source[position] == 0x20 && position + 1 < end && source[position + 1] > 0x20
    }

    mutating func append(_ role: Substitution.Role) {
      octets.append(0x3C)
      octets += role.rawValue.utf8
      octets.append(0x3E)
    }

    consuming func finished() -> String {
      if octets.last == 0x20 { octets.removeLast() }
      return String(decoding: octets, as: UTF8.self)
    }
  }

  /// The codes that are repeated at the beginning of each further line of one reply, wherever its lines
  /// were folded.
  private static func repeatedCodes(_ tokenised: TokenisedText) -> [Cut] {
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
