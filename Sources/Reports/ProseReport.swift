import Model
import Octets

/// Messages that have no part for programs: reports in words, automatic replies, and all other mail.
enum ProseReport {
  static func read(_ context: ReportContext) -> Report? {
    let isMarked = isMarkedAsReply(context)
    if isMarked, !ReportSubject.isUnmistakable(context.foldedSubject) { return autoReply(context) }
    if ChallengeResponse.asks(context) { return autoReply(context) }
    guard !context.isPassedOnByPerson, context.suggestsReport else { return nil }
    if let (name, recipients) = context.dialectResult, !recipients.isEmpty {
      return report(name, recipients, context)
    }
    let named = FailedRecipientsField.read(context)
    if !named.isEmpty { return report("x-failed-recipients", named, context) }
    if isMarked || isAnswer(context) { return autoReply(context) }
    if isReportOfNobody(context) {
      return Report(
        kind: .bounce, dialect: context.dialectResult?.name ?? "", original: context.original)
    }
    return nil
  }

  /// Mail systems mark their reports as replies too; from them only a subject in the words of a person counts.
  private static func isMarkedAsReply(_ context: ReportContext) -> Bool {
    context.author.isMailSystem
      ? AutoReplySubject.opens(context.foldedSubject)
      : AutoReply.isMarked(context.header, subject: context.foldedSubject)
  }

  /// A report that names nobody it is about. Spam takes the name of mail systems, so that a name and a subject are
  /// not enough.
  private static func isReportOfNobody(_ context: ReportContext) -> Bool {
    let isSystem = context.author.hasSystemAddress || context.author.hasNullReturnPath
    if isSystem, context.dialectResult != nil { return true }
    guard ReportSubject.isUnmistakable(context.foldedSubject) else { return false }
    return isSystem || context.parts.original != nil || !context.notice.original.isEmpty
  }

  private static func report(
    _ name: String, _ recipients: [ReportedRecipient], _ context: ReportContext
  ) -> Report {
    let isCut = recipients.count > context.recipientLimit
    return Report(
      kind: MessageKind(of: recipients), dialect: name,
      recipients: isCut ? Array(recipients.prefix(context.recipientLimit)) : recipients,
      original: context.original,
      notes: isCut ? ["recipient limit reached: recipients were left out"] : [])
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
    let addresses = MailboxList.all(in: field, limit: context.recipientLimit)
    // Whose code it is can't be told where there are several.
    let codes = addresses.count == 1 ? SMTPCodes.find(in: text) : SMTPCodes()
    return addresses.map {
      ReportedRecipient(
        address: $0, kind: .failed,
        evidence: Evidence(
          text: text, reply: codes.reply, status: codes.status, stage: StageWords.stage(in: text)))
    }
  }
}
