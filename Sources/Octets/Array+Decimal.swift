extension [UInt8] {
  /// Appends the digits of a number, for those who write millions.
  public mutating func appendDecimal(_ value: Int64) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var span = digits.mutableSpan
    let start = span.writeDecimal(value, before: span.count)
    digits.span.extracting(start...).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension MutableSpan<UInt8> {
  /// Writes the digits of a number so that they end before `end`, where there must be room for `decimalCount` octets.
  ///
  /// - Returns: Where they begin.
  @discardableResult
  public mutating func writeDecimal(_ value: Int64, before end: Int) -> Int {
    var start = end
    var rest = value.magnitude
    repeat {
      start -= 1
      self[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 {
      start -= 1
      self[start] = 0x2D
    }
    return start
  }
}

extension Int64 {
  /// How many octets `appendDecimal` appends.
  public var decimalCount: Int {
    var count = self < 0 ? 2 : 1
    var rest = magnitude / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }
}
