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
    let report = readWords(of: message)
    guard report.recipients.isEmpty, let content = WrappedMessage.content(of: message) else {
      return report
    }
    let inner = Message(content, limits: limits)
    var wrapped = readWords(of: inner)
    // A report that names nobody is believed before one that says nothing.
    guard !wrapped.recipients.isEmpty || report.kind == .notABounce else { return report }
    wrapped.wrappedHeader = inner.header
    wrapped.notes.insert(contentsOf: message.notes, at: 0)
    return wrapped
  }

  /// What the message itself says.
  private func readWords(of message: Message) -> Report {
    let context = ReportContext(message, limits: limits)
    var report = said(in: context)
    complete(&report, context)
    return report
  }

  private func said(in context: ReportContext) -> Report {
    if let report = StandardReport.read(context) { return report }
    if let report = ProseReport.read(context) { return report }
    return Report(kind: .notABounce)
  }

  private func complete(_ report: inout Report, _ context: ReportContext) {
    if report.kind == .bounce { ProviderSuppression.mark(&report.recipients) }
    for index in report.recipients.indices {
      let text = report.recipients[index].evidence.text
      guard text.count > limits.diagnosticSize || text.contains(0x0D) else { continue }
      report.recipients[index].evidence.text = text.prefix(limits.diagnosticSize).withLineFeeds
    }
    report.messageID = context.header["message-id"].flatMap(MessageID.read)
    report.date = context.date ?? report.date
    fillFromHeader(&report, context)
    let notes = context.message.notes
    if !notes.isEmpty { report.notes.insert(contentsOf: notes, at: 0) }
  }

  /// What the report's own header tells where its parts do not.
  private func fillFromHeader(_ report: inout Report, _ context: ReportContext) {
    guard report.kind != .notABounce, report.kind != .autoReply else { return }
    // Many mail systems answer the message in the sense of RFC 5322 section 3.6.4.
    if report.original.messageID == nil {
      report.original.messageID =
        (context.header["in-reply-to"] ?? context.header["references"]).flatMap(MessageID.read)
    }
    if report.reportingHost == nil, context.author.hasSystemAddress {
      report.reportingHost = context.author.host
    }
  }
}
