import Octets

/// Groups of fields with blank lines between them: the body of a message/delivery-status (RFC 3464 section
/// 2.1) or message/feedback-report.
///
/// A line that is no field belongs to the field above it.
public struct HeaderBlocks: Sequence, IteratorProtocol, Sendable {
  private let bytes: Bytes
  private let limits: Limits
  private var position = 0

  public init(_ bytes: Bytes, limits: Limits = .standard) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The next group that has a field in it.
  public mutating func next() -> Header? {
    while position < bytes.count {
      var index: [FieldPosition] = []
      index.reserveCapacity(8)
      let result = HeaderParser.parse(
        bytes, from: position, place: .block, limits: limits, into: &index)
      position = result.bodyStart
      if !index.isEmpty { return Header(source: bytes, index: index[...]) }
    }
    return nil
  }
}
