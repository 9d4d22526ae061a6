/// The lines of a text, without their ends. LF, CRLF and bare CR all end a line, mixed as they come.
public struct Lines: Sequence, IteratorProtocol, Sendable {
  public let bytes: Bytes
  /// Where the next line starts.
  @inlinable public var position: Int { nextStart }
  @usableFromInline var nextStart: Int

  @inlinable
  public init(_ bytes: Bytes, from position: Int = 0) {
    self.bytes = bytes
    self.nextStart = Swift.max(position, 0)
  }

  @inlinable
  public mutating func next() -> Bytes? {
    guard let range = nextRange() else { return nil }
    return bytes[range]
  }

  /// Where the next line stands in the text.
  @inlinable
  public mutating func nextRange() -> Range<Int>? {
    let start = nextStart
    guard start < bytes.count else { return nil }
    let end = bytes.endOfLine(from: start)
    nextStart = bytes.behindLineEnd(at: end)
    return start..<end
  }
}

extension Bytes {
  public var lines: Lines { Lines(self) }

  /// Behind the LF, CRLF or CR at `position`; `position` itself where there is none.
  @inlinable
  public func behindLineEnd(at position: Int) -> Int {
    guard position >= 0, position < count else { return position }
    if self[position] == 0x0A { return position + 1 }
    guard self[position] == 0x0D else { return position }
    return position + 1 < count && self[position + 1] == 0x0A ? position + 2 : position + 1
  }
}

extension Bytes {
  /// The same text with LF at the end of each line; itself where it has no CR.
  public var withLineFeeds: Bytes {
    guard let first = firstIndex(of: 0x0D) else { return self }
    return Bytes(capacity: count) { buffer in
      var written = 0
      var position = 0
      while position < count {
        var octet = self[position]
        if position >= first, octet == 0x0D {
          octet = 0x0A
          if position + 1 < count, self[position + 1] == 0x0A { position += 1 }
        }
        buffer[written] = octet
        written += 1
        position += 1
      }
      return written
    }
  }
}
