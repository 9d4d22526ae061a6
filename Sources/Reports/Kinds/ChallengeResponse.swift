import Octets

/// Mail that asks the sender to prove to be a person. Some of it comes as a delivery status with `failed`, though
/// the message waits for the answer.
enum ChallengeResponse {
  static func isChallenge(_ context: ReportContext, _ recipients: [ReportedRecipient]) -> Bool {
    // No server has refused it.
    guard recipients.count == 1, recipients[0].evidence.reply == nil, !context.author.isMailSystem
    else { return false }
    return phrases.occurs(in: recipients[0].evidence.text)
      || phrases.occurs(in: context.notice.text)
  }

  /// Whether a message that has no part for programs asks so.
  static func asks(_ context: ReportContext) -> Bool {
    guard context.isAutoSubmitted, !context.author.isMailSystem else { return false }
    return phrases.occurs(in: context.subject)
      || phrases.occurs(in: (context.parts.texts.first?.text ?? .empty).prefix(16 * 1_024))
  }

  private static let phrases = PhraseSet([
    "waitlist", "waiting list", "boxbe", "guest list", "challenge/response", "challenge-response",
    "spamarrest",
    "spam arrest", "to verify that you are", "verify you are a person", "prove you are human",
    "prove that you are human", "confirm that you are", "tmda", "mailblocks",
    "one-time confirmation",
    "confirm your message was not sent by a", "confirm your email by",
    "click the link below to complete the verification",
    "request for authorization", "authorise your email", "authorize your email",
    "sender verification request",
    "bluebottle", "sendio", "chooseyourmail", "knowspam", "uol anti-spam", "antispam uol",
    "tira-teima",
  ])
}
