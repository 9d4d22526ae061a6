/// The first sixteen octets of a text, as numbers that are in the same order as the texts: most are told apart by
/// them alone.
struct TextStart: Comparable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  init(_ octets: UnsafeBufferPointer<UInt8>) {
    for position in 0..<min(octets.count, 8) {
      first |= UInt64(octets[position]) << (56 - 8 * UInt64(position))
    }
    for position in 8..<max(min(octets.count, 16), 8) {
      second |= UInt64(octets[position]) << (120 - 8 * UInt64(position))
    }
  }

  /// That of an empty text.
  init() {}

  /// Whether a text that starts so comes before one that starts otherwise.
  ///
  /// - Parameter whole: The same of the whole texts, asked where the starts are the same.
  @inline(__always)
  func precedes(_ other: TextStart, whole: @autoclosure () -> Bool) -> Bool {
    self != other ? self < other : whole()
  }

  @inline(__always)
  static func < (left: TextStart, right: TextStart) -> Bool {
    left.first != right.first ? left.first < right.first : left.second < right.second
  }
}
