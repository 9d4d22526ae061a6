import Model
import Octets

/// The sentence a server says to everybody, with the words taken out that it puts in for each message.
struct Template {
  /// So many octets of a text become a template.
  static let maximumLength = 1_000

  private(set) var text = ""
  private(set) var substitutions: [Substitution] = []

  init(_ tokenised: TokenisedText, _ cuts: [Cut]) {
    let source = tokenised.text.prefix(Self.maximumLength)
    var output: [UInt8] = []
    output.reserveCapacity(source.count + 16)
    substitutions.reserveCapacity(cuts.count)
    var position = 0
    func copy(upTo end: Int) {
      while position < end {
        let octet = source[position]
        position += 1
        if octet > 0x20 {
          output.append(octet)
        } else if let last = output.last, last != 0x20 {
          output.append(0x20)
        }
      }
    }
    let repeated = Self.repeatedCodes(tokenised)
    let all = repeated.isEmpty ? cuts : (cuts + repeated).sorted { $0.start < $1.start }
    for cut in all where cut.start >= position {
      guard cut.end <= source.count else { break }
      copy(upTo: cut.start)
      position = cut.end
      guard let role = cut.role else {
        // The sign that marks the continued line.
        if position < source.count, source[position] == 0x2D { position += 1 }
        continue
      }
      output.append(0x3C)
      output += role.rawValue.utf8
      output.append(0x3E)
      substitutions.append(
        Substitution(role: role, word: source[cut.start..<cut.end].string))
    }
    copy(upTo: source.count)
    while output.last == 0x20 { output.removeLast() }
    text = String(decoding: output, as: UTF8.self)
  }

  /// The codes that are repeated at the beginning of each further line of one reply, wherever its lines
  /// were folded.
  private static func repeatedCodes(_ tokenised: TokenisedText) -> [Cut] {
    guard tokenised.replies.count > 1, let first = tokenised.replies.first, first.token == 0 else {
      return []
    }
    let tokens = tokenised.tokens
    var cuts: [Cut] = []
    for (reply, token) in tokenised.replies.dropFirst() where reply == first.reply {
      // A quoted reply is another one.
      if tokenised.quotedReplies.contains(token) { continue }
      var end = Int(tokens[token].end)
      // With the enhanced code behind it, where the first line has it too.
      if token + 1 < tokens.count, tokens[token + 1].kind == .code, tokens[1].kind == .code,
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
