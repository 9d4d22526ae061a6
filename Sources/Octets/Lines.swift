/// The lines of a text, without their ends. LF, CRLF and bare CR all end a line, mixed as they come.
public struct Lines: Sequence, IteratorProtocol, Sendable {
  private let bytes: Bytes
  /// Where the next line starts.
  public private(set) var position: Int
  // No further bare CR search is made once it is known that none is left: without this a text in LF
  // would be searched for CR from every line to its end.
  private var nextReturn: Int

  public init(_ bytes: Bytes, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
    self.nextReturn = bytes.firstIndex(of: 0x0D, from: position) ?? bytes.count
  }

  public mutating func next() -> Bytes? {
    guard position < bytes.count else { return nil }
    let start = position
    if nextReturn < start {
      nextReturn = bytes.firstIndex(of: 0x0D, from: start) ?? bytes.count
    }
    // Bounded by the next CR, so that a text of bare CRs is not searched for LF to its end each time.
    let window = bytes[start..<nextReturn]
    if let feed = window.firstIndex(of: 0x0A) {
      position = start + feed + 1
      return bytes[start..<start + feed]
    }
    guard nextReturn < bytes.count else {
      position = bytes.count
      return bytes[start..<bytes.count]
    }
    let end = nextReturn
    position = end + 1
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return bytes[start..<end]
  }
}

extension Bytes {
  public var lines: Lines { Lines(self) }
}
