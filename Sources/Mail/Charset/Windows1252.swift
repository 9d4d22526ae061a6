import Octets

/// Windows-1252, the last resort: each octet is some character in it, and it is what text called ISO-8859-1 or
/// US-ASCII really is.
enum Windows1252 {
  static func decode(_ octets: Bytes) -> Bytes {
    var text = ByteBuilder(capacity: octets.count + octets.count / 8 + 16)
    var position = 0
    while position < octets.count {
      let end = octets.endOfASCII(from: position)
      text.append(octets[position..<end])
      guard end < octets.count else { break }
      text.append(scalar: scalar(octets[end]))
      position = end + 1
    }
    return text.finish()
  }

  static func scalar(_ octet: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(octet) ? high[Int(octet) - 0x80] : Unicode.Scalar(octet)
  }

  /// 0x80 to 0x9F; the five that are not assigned stay control characters, as browsers have it.
  private static let high: [Unicode.Scalar] = Array(
    ("\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}"
      + "\u{8D}\u{17D}\u{8F}\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}"
      + "\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}").unicodeScalars)
}
