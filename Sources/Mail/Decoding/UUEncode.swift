import Octets

/// The encoding of uuencode (POSIX.1, uuencode), which MIME never adopted.
enum UUEncode {
  /// The first file in the text; nil where there is none.
  static func decoded(_ text: Bytes) -> Bytes? {
    var lines = text.lines
    while let line = lines.next() {
      if line.hasPrefix("begin ") { return file(&lines, room: text.count) }
    }
    return nil
  }

  private static func file(_ lines: inout Lines, room: Int) -> Bytes {
    var result = ByteBuilder(capacity: room / 4 * 3)
    while let line = lines.next() {
      guard let first = line.first, line != "end" else { break }
      var left = value(first)
      var position = 1
      while left > 0, position < line.count {
        var bits: UInt32 = 0
        for offset in 0..<4 {
          // Spaces at the end of a line, which count as zeros, may have been lost.
          let octet = position + offset < line.count ? line[position + offset] : 0x20
          bits = bits << 6 | UInt32(value(octet))
        }
        result.append(UInt8(truncatingIfNeeded: bits >> 16))
        if left > 1 { result.append(UInt8(truncatingIfNeeded: bits >> 8)) }
        if left > 2 { result.append(UInt8(truncatingIfNeeded: bits)) }
        left -= 3
        position += 4
      }
    }
    return result.finish()
  }

  private static func value(_ octet: UInt8) -> Int { Int((octet &- 0x20) & 0x3F) }
}
