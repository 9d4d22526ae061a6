import Reports
import Store

/// What an ingest did.
public struct IngestSummary: Sendable {
  public struct Unreadable: Sendable {
    public var source: String
    public var position: Int64
    public var error: String
  }

  /// At most so many unreadable messages are named; all are counted.
  static let mostNamed = 1_000

  public var counts = RunCounts()
  public var kinds: [MessageKind: Int] = [:]
  public var octets: Int64 = 0
  /// Files in folders that are no mail.
  public var passedOver = 0
  public var unreadable: [Unreadable] = []
  /// Files that should have been removed or moved and were not, and why.
  public var leftAlone: [String] = []
  public var milliseconds: Int64 = 0

  public init() {}

  mutating func add(_ message: UnreadableMessage) {
    guard unreadable.count < Self.mostNamed else { return }
    unreadable.append(
      Unreadable(source: message.source, position: message.position, error: message.error))
  }
}
