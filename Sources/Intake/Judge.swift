import Mail
import Model
import Octets
import Reports
import Store

/// Reads single messages and says what they come to. One value serves all threads; one for each is faster.
public struct Judge: Sendable {
  /// Larger messages are named in the run's report, but not kept.
  private static let largestKept = 1 << 20

  private let reader: ReportReader
  private let events: EventMaker

  public init(reader: ReportReader = ReportReader(), events: EventMaker) {
    self.reader = reader
    self.events = events
  }

  /// The same, for one of several threads.
  func forAnotherThread() -> Judge { Judge(reader: reader, events: events.forAnotherThread()) }

  /// What one message came to.
  public struct Judgement: Sendable {
    public var kind: MessageKind?
    public var message: IngestedMessage
  }

  public func judge(_ item: MailItem) -> Judgement {
    let (source, position, octets) = (item.source, Int64(item.offset), item.octets)
    let message = Message(octets)
    guard !message.header.isEmpty else {
      return unreadable(
        source: source, position: position, octets: octets, "not a message: it has no header")
    }
    let report = reader.read(message)
    guard report.kind != .notABounce else {
      return Judgement(kind: report.kind, message: .ordinary)
    }
    if report.kind == .bounce, report.recipients.isEmpty {
      return unreadable(
        source: source, position: position, octets: octets,
        "a bounce in which no recipient could be found")
    }
    return Judgement(
      kind: report.kind,
      message: .report(events.events(of: report, returnPaths: ReturnPaths.of(message))))
  }

  private func unreadable(source: String, position: Int64, octets: Bytes, _ error: String)
    -> Judgement
  {
    var hash = ContentHash()
    hash.add(octets)
    let (high, low) = hash.value
    return Judgement(
      kind: nil,
      message: .unreadable(
        UnreadableMessage(
          key: EventKey(high: high, low: low), source: source, position: position, error: error,
          raw: octets.count <= Self.largestKept ? octets : nil)))
  }

  /// A file that could not be read at all.
  static func failure(source: String, reason: String) -> IngestedMessage {
    var hash = ContentHash()
    hash.add(source)
    hash.add(reason)
    let (high, low) = hash.value
    return .unreadable(
      UnreadableMessage(
        key: EventKey(high: high, low: low), source: source, position: 0, error: reason, raw: nil))
  }
}
