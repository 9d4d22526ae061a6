import Octets

/// Japanese text in seven bits (RFC 1468), with what Windows adds to it.
///
/// It is turned into EUC-JP, whose Windows form the C library reads, characters of row 13 and half-width
/// katakana included; its own ISO-2022-JP knows neither, and gives up on a lost escape.
enum ISO2022JP {
  /// Whether one of its escape sequences occurs.
  static func isUsed(in text: Bytes) -> Bool {
    var position = 0
    while let escape = text.firstIndex(of: 0x1B, from: position) {
      if set(of: text, at: escape) != nil { return true }
      position = escape + 1
    }
    return false
  }

  static func asEUC(_ text: Bytes) -> Bytes {
    var result = ByteBuilder(capacity: text.count)
    var current = CharacterSet.ascii
    var position = 0
    while position < text.count {
      let octet = text[position]
      if octet == 0x1B, let (next, length) = set(of: text, at: position) {
        current = next
        position += length
        continue
      }
      position += 1
      // Each line starts in ASCII, whatever was lost on the line before.
      if octet == 0x0A || octet == 0x0D { current = .ascii }
      guard octet > 0x20, octet < 0x7F else {
        result.append(octet)
        continue
      }
      switch current {
      case .ascii: result.append(octet)
      case .katakana:
        result.append(0x8E)
        result.append(octet | 0x80)
      case .kanji, .supplementary:
        let second = text[position..<position + 1].first ?? 0
        guard second > 0x20, second < 0x7F else {
          result.append(octet)
          continue
        }
        if current == .supplementary { result.append(0x8F) }
        result.append(octet | 0x80)
        result.append(second | 0x80)
        position += 1
      }
    }
    return result.finish()
  }

  private enum CharacterSet {
    case ascii
    case katakana
    case kanji
    case supplementary
  }

  private static func set(of text: Bytes, at escape: Int) -> (CharacterSet, length: Int)? {
    let sequence = text[escape + 1..<escape + 4]
    if sequence.hasPrefix("$B") || sequence.hasPrefix("$@") { return (.kanji, 3) }
    if sequence.hasPrefix("(B") || sequence.hasPrefix("(J") || sequence.hasPrefix("(H") {
      return (.ascii, 3)
    }
    if sequence.hasPrefix("(I") { return (.katakana, 3) }
    if sequence.hasPrefix("$(B") || sequence.hasPrefix("$(@") { return (.kanji, 4) }
    if sequence.hasPrefix("$(D") { return (.supplementary, 4) }
    return nil
  }
}
