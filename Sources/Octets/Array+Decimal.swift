extension [UInt8] {
  /// Appends the digits of a number, for those who write millions.
  public mutating func appendDecimal(_ value: Int64) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var start = digits.count
    var rest = value.magnitude
    repeat {
      start -= 1
      digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 { append(0x2D) }
    digits.span.extracting(start...).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
