import Octets

/// The base64 encoding (RFC 2045 section 6.8).
enum Base64 {
  /// The octets; nil where the text is not base64, whatever it was said to be.
  static func decoded(_ text: Bytes) -> Bytes? {
    looksEncoded(text) ? lenient(text) : nil
  }

  /// The octets of whatever in the text belongs to base64; the rest is passed over. What stands behind the
  /// padding is read too where it is base64 again: encoded texts have been put behind one another.
  static func lenient(_ text: Bytes) -> Bytes {
    var result = ByteBuilder(capacity: text.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var have = 0
    var position = 0
    var nextLook = 0
    while position < text.count {
      let octet = text[position]
      position += 1
      let value = values[Int(octet)]
      if value < 64 {
        bits = bits << 6 | UInt32(value)
        have += 1
        if have == 4 {
          result.append(UInt8(truncatingIfNeeded: bits >> 16))
          result.append(UInt8(truncatingIfNeeded: bits >> 8))
          result.append(UInt8(truncatingIfNeeded: bits))
          have = 0
        }
      } else if octet == 0x3D, have > 0 {
        flush(bits, have, into: &result)
        have = 0
        // A footer that a list program has put behind the encoded text. Looked for only so often that a text
        // of nothing but padding costs no more than another.
        if position >= nextLook {
          if !looksEncoded(text[position...]) { return result.finish() }
          nextLook = position + sampleSize
        }
      }
    }
    flush(bits, have, into: &result)
    return result.finish()
  }

  /// The octets of a text that is base64 from end to end though nobody said so, where they are readable text
  /// in UTF-8; nil in all other cases. Real words are not to be decoded by mistake.
  static func decodedIfUnmistakable(_ text: Bytes) -> Bytes? {
    guard let (start, width) = unmistakableLine(text) else { return nil }
    var lines = Lines(text, from: start)
    var isLast = false
    while let line = lines.next()?.trimmed() {
      if line.isEmpty {
        isLast = true
        continue
      }
      guard !isLast, line.count <= width, line.count % 4 == 0 else { return nil }
      let digits = line.firstIndex { values[Int($0)] >= 64 } ?? line.count
      isLast = line.count < width || digits < line.count
      guard digits >= line.count - 2, line[digits...].firstIndex(where: { $0 != 0x3D }) == nil
      else { return nil }
    }
    let result = lenient(text)
    let isReadable =
      result.isUTF8 && result.firstIndex { $0.isControl && !$0.isSpace && $0 != 0x1B } == nil
    return isReadable ? result : nil
  }

  /// Whether the first line is one of a text that is unmistakable, which decides almost always.
  static func mayBeUnmistakable(_ text: Bytes) -> Bool { unmistakableLine(text) != nil }

  /// The first line, where it is long, of whole groups, and without a space.
  private static func unmistakableLine(_ text: Bytes) -> (start: Int, width: Int)? {
    let values = values
    let start = text.firstIndex { !$0.isSpace } ?? text.count
    let width = text[start..<start + 80].firstIndex { values[Int($0)] >= 64 } ?? 80
    return width >= 56 && width < 80 && width % 4 == 0 ? (start, width) : nil
  }

  private static func flush(_ bits: UInt32, _ have: Int, into result: inout ByteBuilder) {
    let whole = bits << (6 * UInt32(4 - have))
    if have >= 2 { result.append(UInt8(truncatingIfNeeded: whole >> 16)) }
    if have == 3 { result.append(UInt8(truncatingIfNeeded: whole >> 8)) }
  }

  /// How much of a text is looked at to tell whether it is base64.
  private static let sampleSize = 4096

  /// Whether the beginning of the text, at most up to where padding ends it, has next to nothing in it that
  /// base64 does not have.
  private static func looksEncoded(_ text: Bytes) -> Bool {
    var digits = 0
    var bad = 0
    var position = 0
    let end = min(text.count, sampleSize)
    while position < end {
      let octet = text[position]
      if values[Int(octet)] < 64 {
        digits += 1
      } else if octet == 0x3D {
        let padded = text[position + 1..<position + 2].first == 0x3D ? 2 : 1
        if bad == 0, digits > 0, (digits + padded) % 4 == 0, endsLine(text, position + padded) {
          return true
        }
        digits += 1
      } else if !octet.isSpace || (octet.isBlank && !standsAtMargin(text, position)) {
        bad += 1
      }
      position += 1
    }
    return bad * 16 <= digits
  }

  private static func endsLine(_ text: Bytes, _ position: Int) -> Bool {
    text[position..<position + 1].first?.isSpace ?? true
  }

  /// White space at the start or the end of a line, as where a text was indented, says nothing.
  private static func standsAtMargin(_ text: Bytes, _ position: Int) -> Bool {
    position == 0 || text[position - 1].isSpace || endsLine(text, position + 1)
  }

  /// The value of each digit, 64 for what is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()
}
