import Octets

/// Words of a phrase and what stands between them.
struct PhraseRun {
  /// How its words can be cut.
  enum Cut {
    /// By `PlainWords`.
    case plain
    /// Where letters beyond ASCII are folded and all else parts words.
    case folding
    /// As a text is.
    case asText
  }

  let text: Bytes
  let cut: Cut

  init(text: Bytes, signs: Signs) {
    self.text = text
    cut = signs.cut
  }

  /// All of a text, whatever signs it has.
  init(_ text: Bytes) {
    var signs = Signs()
    for position in 0..<text.count { signs.note(text[position]) }
    self.init(text: text, signs: signs)
  }

  /// What stands in a run that decides how it is cut.
  struct Signs {
    private var hasWideLetters = false
    private var hasJoiners = false
    private var hasNames = false

    @inline(__always)
    mutating func note(_ octet: UInt8) {
      switch octet {
      // Hyphens and apostrophes may hold words together.
      case 0x27, 0x2D: hasJoiners = true
      // Dots, addresses, URLs, arrows.
      case 0x2E, 0x3A, 0x3E, 0x40: hasNames = true
      case 0x80...: hasWideLetters = true
      default: break
      }
    }

    var cut: Cut {
      if hasNames || hasWideLetters && hasJoiners { return .asText }
      return hasWideLetters ? .folding : .plain
    }
  }
}
