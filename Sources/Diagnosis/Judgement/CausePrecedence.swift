import Model

extension Cause {
  /// Where two causes are named by words of equal weight, the one that stands first here is meant: what is
  /// said of the client, the sender or the message explains a refusal of the recipient that stands beside
  /// it, and never the other way round ("Your IP is blacklisted. Mailbox unavailable"). Among the states
  /// of a mailbox, "over quota and inactive" is inactive. docs/rules.md gives the reasons row by row.
  private static let precedence: [Cause] = [
    .greylisted, .authenticationFailed, .missingPTR, .relayDenied, .authenticationRequired,
    .tlsFailed, .virus, .badReputation, .rateLimited, .blocklisted, .senderRejected,
    .notAllowlisted, .messageTooBig, .contentRejected, .notRFCCompliant, .spamContent,
    .mailboxInactive, .mailboxFull, .moved, .domainRefusesMail, .domainUnknown, .badAddress,
    .userUnknown, .recipientRefused, .mailerError, .networkError, .systemFull, .systemError,
    .policy, .security, .protocolError, .deliveryExpired, .undefined,
  ]

  private static let ranks: [Cause: UInt64] = Dictionary(
    uniqueKeysWithValues: precedence.enumerated().map { ($1, UInt64(precedence.count - $0)) })

  /// Greater is stronger; below 64.
  var rank: UInt64 { Self.ranks[self] ?? 0 }
}
