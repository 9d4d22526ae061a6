import Mail
import Model
import Octets

/// A disposition notification (RFC 8098). Receipts say nothing about delivery; but Sieve's reject (RFC 5429
/// section 2.2) and local delivery agents refuse messages in this form.
enum DispositionReport {
  static func read(_ part: Part, _ context: ReportContext) -> Report {
    let fields = Header(part.content)
    let disposition = fields["disposition"] ?? .empty
    guard refuses(disposition, context), let recipient = recipient(fields) else {
      return Report(kind: .notABounce, dialect: "mdn", original: context.original)
    }
    let text = context.notice.text.trimmed().prefix(Evidence.textLimit)
    let codes = SMTPCodes.find(in: text)
    let evidence = Evidence(text: text, reply: codes.reply, status: codes.status, dialect: "mdn")
    return Report(
      kind: .bounce, dialect: "mdn",
      recipients: [ReportedRecipient(address: recipient, kind: .failed, evidence: evidence)],
      original: context.original)
  }

  /// "Deleted" without a person's action, and words that say that it was refused: messages deleted unread by a
  /// person or a filter of theirs are receipts like any other.
  private static func refuses(_ disposition: Bytes, _ context: ReportContext) -> Bool {
    guard disposition.hasPrefixFolded("automatic-action"),
      disposition.containsFolded("deleted") || disposition.containsFolded("denied")
        || disposition.containsFolded("failed")
    else { return false }
    return refusals.occurs(in: context.notice.text) || refusals.occurs(in: context.subject)
  }

  private static let refusals = PhraseSet([
    "reject", "refus", "could not be delivered", "not delivered", "quota", "undeliver",
    "mailbox is full",
    "abgelehnt", "abgewiesen", "rechaz", "rejeit", "rifiut", "geweigerd", "odrzucon", "отклонен",
  ])

  private static func recipient(_ fields: Header) -> EmailAddress? {
    for name in ["original-recipient", "final-recipient"] as [StaticString] {
      if let address = fields[name].flatMap({ TypedAddress($0).address }) { return address }
    }
    return nil
  }
}
