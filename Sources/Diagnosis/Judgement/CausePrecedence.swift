import Model

extension Cause {
  /// Where two causes are named by words of equal weight, the one that stands first here is meant: what is
  /// said of the client, the sender or the message explains a refusal of the recipient that stands beside
  /// it, and never the other way round ("Your IP is blacklisted. Mailbox unavailable"). Among the states
  /// of a mailbox, "over quota and inactive" is inactive. docs/rules.md gives the reasons row by row.
  static let precedence: [Cause] = [
    .greylisted, .authenticationFailed, .missingPTR, .relayDenied, .authenticationRequired,
    .tlsFailed, .virus, .badReputation, .rateLimited, .blocklisted, .senderRejected,
    .notAllowlisted, .messageTooBig, .contentRejected, .notRFCCompliant, .spamContent,
    .mailboxInactive, .mailboxFull, .moved, .domainRefusesMail, .domainUnknown, .badAddress,
    .userUnknown, .recipientRefused, .mailerError, .networkError, .systemFull, .systemError,
    .policy, .security, .protocolError, .deliveryExpired, .undefined,
  ]

  /// Greater is stronger; below 64.
  var rank: UInt8 {
    UInt8(Self.precedence.count - (Self.precedence.firstIndex(of: self) ?? 0))
  }
}
