import Model
import Octets

/// Refusals of an e-mail service provider that had itself suppressed the address before: they repeat what is
/// known, and are no new evidence.
enum ProviderSuppression {
  static func mark(_ recipients: inout [ReportedRecipient]) {
    for index in recipients.indices where recipients[index].kind == .failed {
      let text = recipients[index].evidence.text.prefix(1_024)
      if isWorthWhile(text), phrases.occurs(in: text) {
        recipients[index].kind = .providerSuppressed
      }
    }
  }

  /// Every phrase has one of these words, which are looked for much faster.
  private static func isWorthWhile(_ text: Bytes) -> Bool {
    text.containsFolded("suppress") || text.containsFolded("not delivering")
      || text.containsFolded("inactive") || text.containsFolded("previously bounced")
      || text.containsFolded("reject list")
  }

  /// Amazon SES, SendGrid, Mailgun, SparkPost, Postmark, Mandrill, Brevo.
  private static let phrases = PhraseSet([
    "has suppressed sending to this address", "on the suppression list", "on your suppression list",
    "on the account suppression list", "address is suppressed", "recipient is suppressed",
    "suppressed recipient",
    "not delivering to previously bounced", "not delivering to a user who marked",
    "not delivering to unsubscribed",
    "recipient address suppressed", "recipient address was suppressed",
    "previously bounced address",
    "you tried to send to a recipient that has been marked as inactive", "bounced address suppress",
    "recipient is on the reject list", "found inactive addresses", "account-level suppression",
  ])
}
