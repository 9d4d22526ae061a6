import Mail
import Model
import Octets

/// Reports that have a part for programs: delivery status (RFC 3464), feedback (RFC 5965), disposition
/// (RFC 8098).
enum StandardReport {
  static func read(_ context: ReportContext) -> Report? {
    if !context.parts.deliveryStatus.isEmpty {
      return deliveryStatus(context.parts.deliveryStatus.lazy.map(\.content), context)
    }
    if let part = context.parts.feedback { return feedback(part.content, context) }
    if let part = context.parts.disposition { return DispositionReport.read(part, context) }
    if let returned = context.parts.returned, returned.header.contains("x-hmxmroriginalrecipient") {
      return hotmailComplaint(returned.header, context)
    }
    return DeliveryStatusInText.read(context) ?? feedbackInText(context)
      ?? AttachedReport.read(context)
  }

  /// nil where the fields name nobody and say nothing, so that the words have to be read.
  static func deliveryStatus(
    _ bodies: some Sequence<Bytes>, _ context: ReportContext
  ) -> Report? {
    if context.isPassedOnByPerson { return Report(kind: .notABounce) }
    var status = DeliveryStatusReport(bodies, context: context)
    guard !status.recipients.isEmpty else { return nil }
    // Taken over, not shared: an array that two values hold is counted and copied.
    var recipients: [ReportedRecipient] = []
    swap(&recipients, &status.recipients)
    var kind = MessageKind(of: recipients)
    if kind == .bounce || kind == .delay, ChallengeResponse.isChallenge(context, recipients) {
      kind = .autoReply
      for index in recipients.indices { recipients[index].kind = .autoReply }
    }
    return Report(
      kind: kind, dialect: "rfc3464", recipients: recipients, original: context.original,
      date: status.date, reportingHost: status.reportingHost,
      notes: status.isCut ? ["recipient limit reached: groups were left unread"] : [])
  }

  private static func feedbackInText(_ context: ReportContext) -> Report? {
    for part in context.parts.texts {
      guard let start = FeedbackReport.start(in: part.content) else { continue }
      return context.isPassedOnByPerson ? nil : feedback(part.content.dropFirst(start), context)
    }
    return nil
  }

  private static func feedback(_ content: Bytes, _ context: ReportContext) -> Report {
    let feedback = FeedbackReport(
      content, original: context.parts.returned?.header, limit: context.recipientLimit)
    guard feedback.kind == .complaint else {
      return Report(kind: .notABounce, dialect: "arf", original: context.original)
    }
    return complaint(
      feedback.recipients, text: feedback.type, dialect: "arf", context, date: feedback.date,
      host: feedback.reportingHost)
  }

  private static func hotmailComplaint(_ header: Header, _ context: ReportContext) -> Report {
    complaint(
      Array(OriginalRecipient.all(in: header).prefix(1)), text: "abuse", dialect: "hotmail-jmr",
      context)
  }

  private static func complaint(
    _ addresses: [EmailAddress], text: Bytes, dialect: String, _ context: ReportContext,
    date: Int64? = nil, host: Bytes? = nil
  ) -> Report {
    Report(
      kind: .complaint, dialect: dialect,
      recipients: addresses.map {
        ReportedRecipient(
          address: $0, kind: .complaint, evidence: Evidence(text: text, dialect: dialect), at: date)
      }, original: context.original, date: date, reportingHost: host)
  }
}
