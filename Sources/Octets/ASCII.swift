/// What an octet is in ASCII.
extension UInt8 {
  /// Space, tab, CR, LF, VT or FF.
  @inlinable public var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  /// White space or NUL. Almost every octet that is asked for is above both.
  @inlinable var isSpaceOrNull: Bool { self <= 0x20 && (isSpace || self == 0) }
  @inlinable public var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  @inlinable public var isLowercaseLetter: Bool { self >= 0x61 && self <= 0x7A }
  @inlinable public var isUppercaseLetter: Bool { self >= 0x41 && self <= 0x5A }
  @inlinable public var isLetter: Bool { (self | 0x20).isLowercaseLetter }
  @inlinable public var isAlphanumeric: Bool { isLetter || isDigit }
  /// A C0 control character or DEL.
  @inlinable public var isControl: Bool { self < 0x20 || self == 0x7F }
  @inlinable public var lowercased: UInt8 { isUppercaseLetter ? self | 0x20 : self }
  @inlinable public var hexDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }

  public init(ascii scalar: Unicode.Scalar) {
    self = UInt8(truncatingIfNeeded: scalar.value)
  }
}
