import Octets

/// The quoted-printable encoding (RFC 2045 section 6.7).
enum QuotedPrintable {
  /// What is no valid escape stays as it is, and so does the whole text where most of them are none: then it
  /// was not encoded, whatever was said.
  static func decoded(_ text: Bytes) -> Bytes {
    guard var equals = text.firstIndex(of: 0x3D), looksEncoded(text.prefix(sampleSize)) else {
      return text
    }
    var result = ByteBuilder(capacity: text.count)
    var start = 0
    while true {
      result.append(text[start..<equals])
      let rest = text[equals + 1..<equals + 3]
      if rest.count == 2, let high = rest[0].hexDigit, let low = rest[1].hexDigit {
        result.append(high << 4 | low)
        start = equals + 3
      } else if let next = endOfSoftBreak(text, from: equals + 1) {
        start = next
      } else {
        result.append(0x3D)
        start = equals + 1
      }
      guard let next = text.firstIndex(of: 0x3D, from: start) else { break }
      equals = next
    }
    result.append(text[start...])
    return result.finish()
  }

  /// How much of a text is looked at to tell whether it is encoded.
  private static let sampleSize = 4096

  private static func looksEncoded(_ sample: Bytes) -> Bool {
    var valid = 0
    var invalid = 0
    var position = 0
    while let equals = sample.firstIndex(of: 0x3D, from: position) {
      let rest = sample[equals + 1..<equals + 3]
      let isEscape = rest.count == 2 && rest[0].hexDigit != nil && rest[1].hexDigit != nil
      if isEscape || endOfSoftBreak(sample, from: equals + 1) != nil {
        valid += 1
      } else {
        invalid += 1
      }
      position = equals + 1
    }
    return valid >= invalid
  }

  /// Behind the line end, where only white space comes before it. At the end of the text the line end may
  /// be missing.
  private static func endOfSoftBreak(_ text: Bytes, from start: Int) -> Int? {
    var position = start
    while position < text.count, text[position].isBlank { position += 1 }
    let next = text.behindLineEnd(at: position)
    return next > position || next == text.count ? next : nil
  }
}
