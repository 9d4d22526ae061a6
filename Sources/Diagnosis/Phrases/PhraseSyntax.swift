import Octets

/// What a `phrase:` line says, before its words have symbols.
///
/// Words are written as in a sentence; what is no word (punctuation, capitals, accents) does not count.
/// `…` or `...` means "then, later in the text"; `{a|b c}` one of several, `{name}` one word of a list
/// named elsewhere; `[a b]` may be missing; `grey*` a word that begins so; `<n>`, `<ip>`, `<address>`,
/// `<domain>`, `<word>` such a token, `<words>` up to three words.
struct PhraseSyntax {
  indirect enum Element: Equatable {
    case word(hash: UInt64, folded: [UInt8])
    case prefix([UInt8])
    case placeholder(Symbol)
    case list(String)
    case choice([[Element]])

    var isWord: Bool {
      if case .word = self { true } else { false }
    }
  }

  struct Problem: Error {
    var message: String
  }

  /// The parts between the gaps.
  var parts: [[Element]] = []

  static let maximumParts = 4

  /// - Parameter fillers: Words that do not count.
  init(_ line: Bytes, fillers: Set<UInt64> = []) throws(Problem) {
    var scanner = Scanner(text: line, fillers: fillers)
    var part: [Element] = []
    while let element = try scanner.next(closing: nil) {
      switch element {
      case .gap:
        try finish(&part)
      case .element(let element): part.append(element)
      }
    }
    try finish(&part)
    guard !parts.isEmpty else { throw Problem(message: "the phrase has no words") }
    guard parts.count <= Self.maximumParts else {
      throw Problem(message: "the phrase has more than \(Self.maximumParts) parts")
    }
  }

  private mutating func finish(_ part: inout [Element]) throws(Problem) {
    guard let first = part.first else {
      throw Problem(message: "there are no words before or behind …")
    }
    if first == .placeholder(Placeholder.word) {
      throw Problem(message: "a phrase must not begin with any word")
    }
    parts.append(part)
    part = []
  }

  private enum Item {
    case gap
    case element(Element)
  }

  private struct Scanner {
    let text: Bytes
    var position = 0
    // Words that were read and not yet handed out.
    var pending: [Element] = []

    let fillers: Set<UInt64>

    init(text: Bytes, fillers: Set<UInt64>) {
      self.text = text
      self.fillers = fillers
    }

    mutating func next(closing: UInt8?) throws(Problem) -> Item? {
      if !pending.isEmpty { return .element(pending.removeFirst()) }
      while position < text.count {
        let octet = text[position]
        switch octet {
        case 0x20, 0x09:
          position += 1
        case 0x2E where text[position...].hasPrefix("..."):
          position += 3
          return .gap
        case 0xE2 where text[position...].hasPrefix("…"):
          position += 3
          return .gap
        case 0x7B: return .element(try choice())
        case 0x5B:
          return .element(.choice(try alternatives(closing: 0x5D).filter { !$0.isEmpty } + [[]]))
        case 0x3C: return .element(try placeholder())
        case 0x7D, 0x5D, 0x7C:
          // The end of a bracket that had fillers only, or nothing more, in it.
          if let closing, octet == closing || octet == 0x7C { return nil }
          throw Problem(message: "a bracket is closed that was not opened")
        default:
          pending = words()
          if !pending.isEmpty { return .element(pending.removeFirst()) }
        }
      }
      return nil
    }

    private mutating func sequence(
      closing: UInt8
    ) throws(Problem) -> (elements: [Element], isLast: Bool) {
      var elements: [Element] = []
      while true {
        skipSpaces()
        guard position < text.count || !pending.isEmpty else {
          throw Problem(message: "a bracket is not closed")
        }
        if pending.isEmpty {
          if text[position] == closing {
            position += 1
            return (elements, true)
          }
          if text[position] == 0x7C { return (elements, false) }
        }
        guard let item = try next(closing: closing) else { continue }
        guard case .element(let element) = item else {
          throw Problem(message: "… must not stand in brackets")
        }
        elements.append(element)
      }
    }

    private mutating func skipSpaces() {
      while position < text.count, text[position].isSpace { position += 1 }
    }

    private mutating func choice() throws(Problem) -> Element {
      let open = position
      guard let close = text.firstIndex(of: 0x7D, from: open) else {
        throw Problem(message: "a brace is not closed")
      }
      let inner = text[open + 1..<close]
      if !inner.contains(0x7C), !inner.contains(0x7B) {
        position = close + 1
        return .list(inner.trimmed().string)
      }
      let choices = try alternatives(closing: 0x7D)
      guard !choices.contains([]) else {
        throw Problem(
          message: "an alternative is empty or has filler words only: "
            + "write [ ] for what may be missing")
      }
      return .choice(choices)
    }

    /// What stands between the bracket at `position` and the one that closes it, parted by `|`.
    private mutating func alternatives(closing: UInt8) throws(Problem) -> [[Element]] {
      var alternatives: [[Element]] = []
      while true {
        position += 1
        let (elements, isLast) = try sequence(closing: closing)
        alternatives.append(elements)
        if isLast { return alternatives }
      }
    }

    private mutating func placeholder() throws(Problem) -> Element {
      guard let close = text.firstIndex(of: 0x3E, from: position) else {
        throw Problem(message: "a placeholder is not closed")
      }
      let name = text[position + 1..<close]
      position = close + 1
      switch name.string {
      case "n": return .placeholder(Placeholder.number)
      case "ip": return .placeholder(Placeholder.ip)
      case "address": return .placeholder(Placeholder.address)
      case "domain": return .placeholder(Placeholder.name)
      case "word": return .placeholder(Placeholder.word)
      case "words":
        let word = Element.placeholder(Placeholder.word)
        return .choice([[], [word], [word, word], [word, word, word]])
      default:
        throw Problem(
          message: "<\(name.string)> is none of <n>, <ip>, <address>, <domain>, <word>, <words>")
      }
    }

    /// The words up to the next sign of the syntax.
    private mutating func words() -> [Element] {
      let start = position
      while position < text.count {
        let octet = text[position]
        if octet == 0x7B || octet == 0x7C || octet == 0x7D || octet == 0x5B || octet == 0x5D
          || octet == 0x3C
        {
          break
        }
        if octet == 0x2E, text[position...].hasPrefix("...") { break }
        if octet == 0xE2, text[position...].hasPrefix("…") { break }
        position += 1
      }
      return PhraseSyntax.words(text[start..<position], fillers: fillers)
    }
  }

  /// The words of a text without signs, each as a literal or, with `*` behind it, as a prefix.
  static func words(_ text: Bytes, fillers: Set<UInt64>) -> [Element] {
    var tokeniser = Tokeniser(text, vocabulary: .empty, isPhrase: true)
    tokeniser.run()
    return zip(tokeniser.tokens, tokeniser.foldedWords).compactMap { token, folded in
      if fillers.contains(token.hash) { return nil }
      let end = Int(token.end)
      return end < text.count && text[end] == 0x2A
        ? .prefix(folded) : .word(hash: token.hash, folded: folded)
    }
  }
}
