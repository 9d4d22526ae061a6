import Octets

/// A word of a text: a run of letters and digits, or one ideograph, kana, Hangul syllable or
/// letter of a script without spaces.
///
/// Phrases are compared word by word, so that where a mailer breaks its lines, how many spaces it
/// writes, and which quotation marks or dashes it prefers makes no difference. Scripts without spaces
/// give one word for each character, which makes a phrase in them findable anywhere in a line.
struct Word {
  /// FNV-1a over the folded octets. Two words with one hash are taken for the same word: a phrase
  /// is two words or more, and a report that is made to collide gains nothing by it.
  var hash: UInt32
  var start: Int32
  var end: Int32

  /// Stands between two paragraphs.
  static let paragraphEnd: UInt32 = 1
}

/// The words of a text that is UTF-8, in their order; what is not UTF-8 separates words.
struct Words: Sequence, IteratorProtocol {
  private let text: Bytes
  private let end: Int
  private var position: Int

  init(_ text: Bytes, in range: Range<Int>) {
    self.text = text
    self.end = Swift.min(range.upperBound, Int(Int32.max), text.count)
    self.position = Swift.max(range.lowerBound, 0)
  }

  init(_ text: Bytes) { self.init(text, in: 0..<text.count) }

  mutating func next() -> Word? {
    var hash: UInt32 = 2_166_136_261
    var start = -1
    var feeds = 0
    var returns = 0
    while position < end {
      let octet = text[position]
      if octet < 0x80 {
        if octet.isAlphanumeric {
          if start < 0 { start = position }
          // ASCII capitals differ from small letters, and digits from nothing that counts, in this bit.
          hash = (hash ^ UInt32(octet | 0x20)) &* 16_777_619
          position += 1
        } else {
          if start >= 0 { break }
          if octet == 0x0A { feeds += 1 } else if octet == 0x0D { returns += 1 }
          position += 1
          // No phrase goes on in the next paragraph.
          if feeds > 1 || returns > 1 {
            while position < end, text[position].isSpace { position += 1 }
            return Word(hash: Word.paragraphEnd, start: Int32(position), end: Int32(position))
          }
        }
        continue
      }
      let character = character(octet)
      switch character.role {
      case .separator:
        if start >= 0 { break }
        position += character.length
        continue
      case .letter:
        if start < 0 { start = position }
        hash = (hash ^ character.folded) &* 16_777_619
        position += character.length
        continue
      case .ideograph:
        if start >= 0 { break }
        start = position
        hash = (hash ^ character.folded) &* 16_777_619
        position += character.length
      }
      break
    }
    guard start >= 0 else { return nil }
    return Word(hash: hash, start: Int32(start), end: Int32(position))
  }

  private enum Role { case letter, ideograph, separator }

  /// What the character of two or more octets at `position` is. Case is folded for Latin, Greek and
  /// Cyrillic, the scripts in which a mailer's sentence may begin with a word of a phrase.
  private func character(_ first: UInt8) -> (role: Role, folded: UInt32, length: Int) {
    func trail(_ offset: Int) -> UInt8? {
      guard position + offset < end else { return nil }
      let octet = text[position + offset]
      return octet & 0xC0 == 0x80 ? octet : nil
    }
    guard first >= 0xC2, first < 0xF5, let second = trail(1) else { return (.separator, 0, 1) }
    if first < 0xE0 {
      var scalar = UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
      // U+0080 to U+00BF: controls, the no-break space, guillemets and other signs.
      if scalar < 0xC0 { return (.separator, 0, 2) }
      switch scalar {
      case 0xC0...0xDE, 0x391...0x3A9, 0x410...0x42F: scalar += 0x20
      case 0x400...0x40F: scalar += 0x50
      // Latin Extended-A: capital and small letters stand in turn.
      case 0x130: scalar = 0x69
      case 0x100...0x137, 0x14A...0x177: scalar |= 1
      case 0x139...0x148, 0x179...0x17E: scalar += scalar & 1
      default: break
      }
      return (.letter, scalar, 2)
    }
    guard let third = trail(2) else { return (.separator, 0, 1) }
    if first < 0xF0 {
      let scalar =
        UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
      switch scalar {
      // Punctuation, arrows, signs, box drawings; ideographic punctuation; full-width punctuation.
      case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE6F, 0xFF00...0xFF0F,
        0xFF1A...0xFF20, 0xFF61...0xFF65, 0xFFF0...0xFFFF:
        return (.separator, 0, 3)
      // Thai, Lao and Khmer write no spaces between words either.
      case 0x0E00...0x0EFF, 0x1780...0x17FF, 0x3040...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
        0xFF10...0xFFEF:
        return (.ideograph, scalar, 3)
      default:
        return (.letter, scalar, 3)
      }
    }
    return trail(3) == nil ? (.separator, 0, 1) : (.separator, 0, 4)
  }
}
