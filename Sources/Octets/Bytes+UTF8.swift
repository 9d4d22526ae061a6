// Safety argument: every position read is below `count`; eight octets are loaded at once only where
// eight are left.

extension Bytes {
  /// Whether every octet is below 0x80.
  public var isASCII: Bool { endOfASCII(from: 0) == count }

  /// Whether every octet is below 0x80 and none a capital letter.
  public var isLowerCaseASCII: Bool { withUnsafeBytes { $0.isLowerCaseASCII } }

  /// Whether the text is well-formed UTF-8 (Unicode 15, table 3-7).
  public var isUTF8: Bool { endOfUTF8(from: 0) == count }

  /// The same where it is well-formed UTF-8, else a copy in which what is not has become U+FFFD.
  public var inUTF8: Bytes { isUTF8 ? self : Bytes(string) }

  /// The position of the first octet of 0x80 or above at or behind `start`, or the end.
  public func endOfASCII(from start: Int) -> Int {
    var position = start
    let raw = UnsafeRawPointer(base)
    while position + 8 <= count {
      let octets = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if octets & 0x8080_8080_8080_8080 != 0 { break }
      position += 8
    }
    while position < count, base[position] < 0x80 { position += 1 }
    return position
  }

  /// The position of the first octet at or behind `start` that no well-formed UTF-8 can have there, or
  /// the end.
  public func endOfUTF8(from start: Int) -> Int {
    var position = endOfASCII(from: start)
    while position < count {
      let length = lengthOfUTF8Sequence(at: position)
      if length == 0 { return position }
      position += length
      if position < count, base[position] < 0x80 { position = endOfASCII(from: position) }
    }
    return position
  }

  /// How many octets the well-formed character at `position` has; 0 where there is none.
  private func lengthOfUTF8Sequence(at position: Int) -> Int {
    let lead = base[position]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard position + length <= count, second.contains(base[position + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where base[position + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
