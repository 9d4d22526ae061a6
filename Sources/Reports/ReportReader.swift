import Mail
import Model
import Octets

/// Reads what a message says about the delivery of other messages.
///
/// The cheapest and surest evidence is looked at first: the parts that are written for programs; then the
/// header; and only for what can be a report at all the words for people.
public struct ReportReader: Sendable {
  private let limits: Limits

  public init(limits: Limits = .standard) {
    self.limits = limits
  }

  /// Total: any message gives a report, at worst one of kind `notABounce`.
  public func read(_ message: Message) -> Report {
    let context = ReportContext(message, limits: limits)
    var report =
      StandardReport.read(context) ?? ProseReport.read(context) ?? Report(kind: .notABounce)
    if report.kind == .bounce { ProviderSuppression.mark(&report.recipients) }
    for index in report.recipients.indices {
      let text = report.recipients[index].evidence.text
      report.recipients[index].evidence.text = text.prefix(limits.diagnosticSize).withLineFeeds
    }
    let header = message.header
    report.messageID = header["message-id"].flatMap(MessageID.read)
    report.date = written(header) ?? report.date
    report.notes.insert(contentsOf: message.notes, at: 0)
    return report
  }

  /// When the report was written: the Date field, else the time the first host received it.
  private func written(_ header: Header) -> Int64? {
    if let date = header["date"].flatMap(MailDate.parse) { return date }
    guard let trace = header.all("received").last,
      let semicolon = trace.lastIndex(of: UInt8(ascii: ";"))
    else { return nil }
    return MailDate.parse(trace.dropFirst(semicolon + 1))
  }
}
