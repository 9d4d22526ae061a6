import Octets

/// UTF-7 (RFC 2152), in which Exchange 2003 writes its reports, read leniently: its writers forget that a plus
/// sign means something, and leave time zones and telephone numbers as they are.
enum UTF7 {
  /// The text in UTF-8. A shift whose octets are no UTF-16 stays as it stands.
  static func decode(_ octets: Bytes) -> Bytes {
    var text = ByteBuilder(capacity: octets.count)
    var position = 0
    while let plus = octets.firstIndex(of: UInt8(ascii: "+"), from: position) {
      text.append(octets[position..<plus])
      var end = plus + 1
      while end < octets.count, value(octets[end]) != nil { end += 1 }
      let isClosed = end < octets.count && octets[end] == UInt8(ascii: "-")
      if end == plus + 1, isClosed {
        text.append("+")
      } else if let shifted = characters(octets[plus + 1..<end]) {
        text.append(Bytes(shifted))
      } else {
        text.append(octets[plus..<end])
        position = end
        continue
      }
      position = isClosed ? end + 1 : end
    }
    text.append(octets[position..<octets.count])
    return text.finish()
  }

  /// The characters of a shift; nil where there are none, where a surrogate stands alone or where the bits that
  /// fill the last octet up are not zero.
  private static func characters(_ shift: Bytes) -> String? {
    var units: [UInt16] = []
    var bits: UInt32 = 0
    var have = 0
    for position in 0..<shift.count {
      guard let value = value(shift[position]) else { return nil }
      bits = bits << 6 | value
      have += 6
      if have >= 16 {
        have -= 16
        units.append(UInt16(truncatingIfNeeded: bits >> UInt32(have)))
      }
    }
    guard !units.isEmpty, have < 6, bits & (1 << UInt32(have) - 1) == 0 else { return nil }
    return String(validating: units, as: Unicode.UTF16.self)
  }

  private static func value(_ octet: UInt8) -> UInt32? {
    switch octet {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(octet - 0x41)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(octet - 0x61 + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(octet - 0x30 + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
