import Octets

/// UTF-16 (RFC 2781), which mail must not use for text and does.
enum UTF16 {
  enum Order: Sendable {
    case bigEndian
    case littleEndian
  }

  static func byteOrderMark(_ octets: Bytes) -> Order? {
    guard octets.count >= 2 else { return nil }
    switch (octets[0], octets[1]) {
    case (0xFE, 0xFF): return .bigEndian
    case (0xFF, 0xFE): return .littleEndian
    default: return nil
    }
  }

  static func decode(_ octets: Bytes, _ order: Order) -> Charset.Result {
    var text = ByteBuilder(capacity: octets.count)
    var failures = octets.count % 2
    var position = 0
    while let unit = unit(octets, position, order) {
      position += 2
      if let scalar = Unicode.Scalar(UInt32(unit)) {
        text.append(scalar: scalar)
        continue
      }
      if unit < 0xDC00, let low = self.unit(octets, position, order), low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(
          0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF)))
      {
        text.append(scalar: scalar)
        position += 2
      } else {
        text.append("\u{FFFD}")
        failures += 1
      }
    }
    return Charset.Result(
      text: text.finish(),
      note: failures > 0 ? "\(failures) octets are not of charset UTF-16" : nil)
  }

  private static func unit(_ octets: Bytes, _ position: Int, _ order: Order) -> UInt16? {
    guard position + 1 < octets.count else { return nil }
    let first = UInt16(octets[position])
    let second = UInt16(octets[position + 1])
    return order == .bigEndian ? first << 8 | second : second << 8 | first
  }
}
