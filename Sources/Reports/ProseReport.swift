import Model
import Octets

/// Messages that have no part for programs: reports in words, automatic replies, and all other mail.
enum ProseReport {
  static func read(_ context: ReportContext) -> Report? {
    let isMarked =
      !context.author.isMailSystem
      && AutoReply.isMarked(context.header, subject: context.foldedSubject)
    if isMarked, !ReportSubject.isUnmistakable(context.foldedSubject) { return autoReply(context) }
    guard !context.isPassedOnByPerson else { return nil }
    guard suggestsReport(context) else { return nil }
    if let (name, recipients) = context.dialectResult, !recipients.isEmpty {
      return report(name, recipients, context)
    }
    // nil means that no delivery is reported; an empty list, that it is not said whose.
    let named = FailedRecipientsField.read(context)
    if !named.isEmpty { return report("x-failed-recipients", named, context) }
    if isMarked || isAnswer(context) { return autoReply(context) }
    if isReportOfNobody(context) { return Report(kind: .bounce, original: context.original) }
    return nil
  }

  /// A report that names nobody it is about. Spam takes the name of mail systems, so that a name and a subject are
  /// not enough.
  private static func isReportOfNobody(_ context: ReportContext) -> Bool {
    guard ReportSubject.isUnmistakable(context.foldedSubject) else { return false }
    return context.author.hasSystemAddress || context.author.hasNullReturnPath
      || context.parts.original != nil || !context.notice.original.isEmpty
  }

  private static func report(
    _ name: String, _ recipients: [ReportedRecipient], _ context: ReportContext
  ) -> Report {
    Report(
      kind: MessageKind(of: recipients), dialect: name,
      recipients: Array(recipients.prefix(context.recipientLimit)), original: context.original,
      notes: recipients.count > context.recipientLimit
        ? ["recipient limit reached: recipients were left out"] : [])
  }

  private static func suggestsReport(_ context: ReportContext) -> Bool {
    let header = context.header
    return context.author.isMailSystem || context.author.hasNullReturnPath
      || context.author.address.isEmpty
      || header.contains("x-failed-recipients") || header.contains("x-amz-sns-message-id")
      || context.message.root.mediaType.equalsFolded("multipart/report")
      || ReportSubject.suggestsReport(context.foldedSubject)
  }

  /// The null return path of somebody who is no mail system, in a message that reports nothing: an answer that
  /// must not be answered (RFC 3834 section 3.3).
  private static func isAnswer(_ context: ReportContext) -> Bool {
    guard context.author.hasNullReturnPath, !context.author.isMailSystem,
      context.parts.original == nil
    else {
      return false
    }
    return !ReportSubject.isUnmistakable(context.foldedSubject)
  }

  private static func autoReply(_ context: ReportContext) -> Report {
    var recipients: [ReportedRecipient] = []
    if let address = context.header["from"].flatMap(MailboxList.first)
      ?? context.header["reply-to"].flatMap(MailboxList.first)
    {
      let text = context.parts.texts.first?.text ?? .empty
      recipients.append(
        ReportedRecipient(
          address: address, kind: .autoReply,
          evidence: Evidence(text: text.trimmed().prefix(Evidence.textLimit), dialect: "rfc3834")))
    }
    return Report(kind: .autoReply, dialect: "rfc3834", recipients: recipients)
  }
}

/// Exim and others name the recipients that failed in a field of the header.
enum FailedRecipientsField {
  static func read(_ context: ReportContext) -> [ReportedRecipient] {
    guard let field = context.header["x-failed-recipients"] else { return [] }
    let text = context.notice.text.trimmed().prefix(Evidence.textLimit)
    let codes = SMTPCodes.find(in: text)
    return MailboxList.all(in: field, limit: context.recipientLimit).map {
      ReportedRecipient(
        address: $0, kind: .failed,
        evidence: Evidence(
          text: text, reply: codes.reply, status: codes.status, stage: StageWords.stage(in: text)))
    }
  }
}
