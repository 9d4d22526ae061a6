/// Many short texts, one behind the other in a few large blocks: nothing is allocated for a single one, and
/// nothing is moved when there are more of them.
struct TextArena {
  /// Where texts that were appended together lie.
  struct Place {
    var block: UInt32 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private static let blockSize = 1 << 20
  private var full: [[UInt8]] = []
  private var current: [UInt8] = []

  /// Appends a text to those at `place`, which must be the last that were appended.
  ///
  /// - Returns: How many octets the text has.
  mutating func append(_ text: UnsafeRawBufferPointer, to place: inout Place) -> Int {
    let start = place.count == 0 ? current.count : Int(place.start)
    if current.capacity - current.count < text.count {
      // What the place has already comes along, so that it stays in one piece.
      let begun = Array(current[start...])
      current.removeSubrange(start...)
      if !current.isEmpty { full.append(current) }
      current = []
      current.reserveCapacity(max(TextArena.blockSize, begun.count + text.count))
      current.append(contentsOf: begun)
      place.start = 0
    } else {
      place.start = UInt32(start)
    }
    place.block = UInt32(full.count)
    current.append(contentsOf: text)
    place.count += UInt32(text.count)
    return text.count
  }

  func withOctets<Result>(
    _ place: Place, _ range: some RangeExpression<UInt32>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = range.relative(to: 0..<place.count)
    let start = Int(place.start + range.lowerBound)
    return block(place.block).withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + range.count]))
    }
  }

  private func block(_ number: UInt32) -> [UInt8] {
    Int(number) < full.count ? full[Int(number)] : current
  }
}
