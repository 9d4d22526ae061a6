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

  /// How many messages go through one step before the first of them goes through the next. The code of all
  /// steps together is several times what a processor keeps at hand; so many messages just fit beside it.
  private static let group = 32

  /// What each of some messages came to, in their order.
  public func judge(_ items: [MailItem]) -> [Judgement] {
    var judgements: [Judgement] = []
    judgements.reserveCapacity(items.count)
    var start = 0
    while start < items.count {
      let end = min(start + Self.group, items.count)
      let messages = items[start..<end].map { Message($0.octets) }
      var reports = messages.map { $0.header.isEmpty ? nil : reader.read($0) }
      for number in messages.indices {
        judgements.append(
          judgement(of: items[start + number], messages[number], reports[number].take()))
      }
      start = end
    }
    return judgements
  }

  /// - Parameter report: nil where the message is none.
  private func judgement(
    of item: MailItem, _ message: Message, _ report: consuming Report?
  ) -> Judgement {
    guard let report else { return unreadable(item, "not a message: it has no header") }
    guard report.kind != .notABounce else {
      return Judgement(kind: report.kind, message: .ordinary)
    }
    if report.kind == .bounce, report.recipients.isEmpty {
      return unreadable(item, "a bounce in which no recipient could be found")
    }
    let kind = report.kind
    let returnPaths = ReturnPaths.of(message, report)
    return Judgement(
      kind: kind, message: .report(events.events(of: report, returnPaths: returnPaths)))
  }

  private func unreadable(_ item: MailItem, _ error: String) -> Judgement {
    var hash = ContentHash()
    hash.add(item.octets)
    let (high, low) = hash.value
    return Judgement(
      kind: nil,
      message: .unreadable(
        UnreadableMessage(
          key: EventKey(high: high, low: low), source: item.source, position: Int64(item.offset),
          error: error, raw: item.octets.count <= Self.largestKept ? item.octets : nil)))
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
