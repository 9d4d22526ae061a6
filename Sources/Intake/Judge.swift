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

  /// How many messages go through one step before the first of them goes through the next. The code of all
  /// steps together is several times what a processor keeps at hand; so many messages just fit beside it.
  private static let group = 32

  /// Packs what each of some messages came to, in their order.
  ///
  /// - Parameter found: Called with a message's position and its kind, nil where it could not be read.
  func judge(
    _ items: [MailItem], into packer: inout BatchPacker, _ found: (Int, MessageKind?) -> Void
  ) {
    var start = 0
    while start < items.count {
      let end = min(start + Self.group, items.count)
      Bytes.lending(items[start..<end].map(\.octets)) { octets in
        judge(items[start..<end], octets.map { Message($0) }, into: &packer, found)
      }
      start = end
    }
  }

  private func judge(
    _ items: ArraySlice<MailItem>, _ messages: [Message], into packer: inout BatchPacker,
    _ found: (Int, MessageKind?) -> Void
  ) {
    // An array hands out copies of its elements, a span does not.
    let messages = messages.span
    var reports: [Report?] = []
    var returnPaths: [[String]] = []
    reports.reserveCapacity(messages.count)
    returnPaths.reserveCapacity(messages.count)
    for position in messages.indices {
      let message = messages[position]
      guard !message.header.isEmpty else {
        reports.append(nil)
        returnPaths.append([])
        continue
      }
      let report = reader.read(message)
      returnPaths.append(
        report.kind == .notABounce ? [] : events.returnPaths(of: message, report.wrappedHeader))
      reports.append(report)
    }
    for (message, position) in zip(reports.indices, items.indices) {
      guard let report = reports[message].take() else {
        packer.append(unreadable(items[position], "not a message: it has no header"))
        found(position, nil)
        continue
      }
      let kind = report.kind
      if kind == .notABounce {
        packer.append(.ordinary)
        found(position, kind)
      } else if kind == .bounce, report.recipients.isEmpty {
        let error = "a bounce in which no recipient could be found"
        packer.append(unreadable(items[position], error))
        found(position, nil)
      } else {
        packer.countReport()
        events.pack(consume report, returnPaths: returnPaths[message], into: &packer.events)
        found(position, kind)
      }
    }
  }

  private func unreadable(_ item: MailItem, _ error: String) -> IngestedMessage {
    var hash = ContentHash()
    hash.add(item.octets)
    let (high, low) = hash.value
    return .unreadable(
      UnreadableMessage(
        key: EventKey(high: high, low: low), source: item.source, position: Int64(item.offset),
        error: error, raw: item.octets.count <= Self.largestKept ? item.octets : nil))
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
