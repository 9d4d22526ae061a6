/// The lines of a text, without their ends. LF, CRLF and bare CR all end a line, mixed as they come.
public struct Lines: Sequence, IteratorProtocol, Sendable {
  public let bytes: Bytes
  /// Where the next line starts.
  public private(set) var position: Int
  // No further bare CR search is made once it is known that none is left: without this a text in LF
  // would be searched for CR from every line to its end.
  private var nextReturn: Int

  public init(_ bytes: Bytes, from position: Int = 0) {
    self.bytes = bytes
    self.position = Swift.max(position, 0)
    self.nextReturn = bytes.firstIndex(of: 0x0D, from: self.position) ?? bytes.count
  }

  public mutating func next() -> Bytes? {
    guard let range = nextRange() else { return nil }
    return bytes[range]
  }

  /// Where the next line stands in the text.
  public mutating func nextRange() -> Range<Int>? {
    let start = position
    guard start < bytes.count else { return nil }
    if nextReturn < start {
      nextReturn = bytes.firstIndex(of: 0x0D, from: start) ?? bytes.count
    }
    // Bounded by the next CR, so that a text of bare CRs is not searched for LF to its end each time.
    if let feed = bytes.firstIndex(of: 0x0A, in: start..<nextReturn) {
      position = feed + 1
      return start..<feed
    }
    let end = nextReturn
    position = end < bytes.count ? end + 1 : end
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return start..<end
  }
}

extension Bytes {
  public var lines: Lines { Lines(self) }
}
