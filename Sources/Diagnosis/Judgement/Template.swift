import Model
import Octets

/// The sentence a server says to everybody, with the words taken out that it puts in for each message.
struct Template {
  /// So many octets of a text become a template.
  static let maximumLength = 1_000

  private(set) var text = ""
  private(set) var substitutions: [Substitution] = []

  private struct Cut {
    var start: Int
    var end: Int
    /// Nil where the words are left out altogether.
    var role: Substitution.Role?
  }

  init(_ tokenised: TokenisedText, roles: (Span) -> Substitution.Role?) {
    let source = tokenised.text.prefix(Self.maximumLength)
    var output: [UInt8] = []
    output.reserveCapacity(source.count + 16)
    var position = 0
    func copy(upTo end: Int) {
      while position < end {
        let octet = source[position]
        if octet.isSpace || octet == 0 {
          if let last = output.last, last != 0x20 { output.append(0x20) }
        } else {
          output.append(octet)
        }
        position += 1
      }
    }
    for cut in Self.cuts(tokenised, roles: roles) where cut.start >= position {
      guard cut.end <= source.count else { break }
      copy(upTo: cut.start)
      position = cut.end
      guard let role = cut.role else {
        // The sign that marked the continued line, and the space behind it.
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

  private static func cuts(
    _ tokenised: TokenisedText, roles: (Span) -> Substitution.Role?
  ) -> [Cut] {
    var cuts: [Cut] = []
    cuts.reserveCapacity(tokenised.spans.count)
    for span in tokenised.spans {
      guard let role = roles(span) else { continue }
      cuts.append(Cut(start: Int(span.start), end: Int(span.end), role: role))
    }
    cuts += repeatedCodes(tokenised)
    cuts.sort { $0.start < $1.start }
    return cuts
  }

  /// The codes that are repeated at the beginning of each further line of one reply, wherever its lines
  /// were folded.
  private static func repeatedCodes(_ tokenised: TokenisedText) -> [Cut] {
    guard let first = tokenised.replies.first, first.token == 0 else { return [] }
    var cuts: [Cut] = []
    let tokens = tokenised.tokens
    for (reply, token) in tokenised.replies.dropFirst() where reply == first.reply {
      var end = Int(tokens[token].end)
      // With the enhanced code behind it, where the first line has it too.
      if token + 1 < tokens.count, tokens[token + 1].kind == .code, tokens.count > 1,
        tokens[1].kind == .code,
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
