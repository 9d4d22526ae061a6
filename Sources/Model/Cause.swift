/// Why a message was not delivered. The raw names are frozen: they stand in the store, in rule files
/// and in every export.
public enum Cause: String, CaseIterable, Sendable, Codable, Hashable {
  // The address.
  case userUnknown = "user-unknown"
  case badAddress = "bad-address"
  case moved
  case recipientRefused = "recipient-refused"
  // The mailbox.
  case mailboxFull = "mailbox-full"
  case mailboxInactive = "mailbox-inactive"
  // The recipient's domain and host.
  case domainUnknown = "domain-unknown"
  case domainRefusesMail = "domain-refuses-mail"
  case networkError = "network-error"
  case deliveryExpired = "delivery-expired"
  case systemError = "system-error"
  case systemFull = "system-full"
  case mailerError = "mailer-error"
  // The sender.
  case relayDenied = "relay-denied"
  case authenticationRequired = "authentication-required"
  case notAllowlisted = "not-allowlisted"
  case blocklisted
  case badReputation = "bad-reputation"
  case missingPTR = "missing-ptr"
  case authenticationFailed = "authentication-failed"
  case senderRejected = "sender-rejected"
  case rateLimited = "rate-limited"
  case greylisted
  case policy
  case security
  case tlsFailed = "tls-failed"
  // The message.
  case messageTooBig = "message-too-big"
  case spamContent = "spam-content"
  case virus
  case contentRejected = "content-rejected"
  case notRFCCompliant = "not-rfc-compliant"
  case protocolError = "protocol-error"
  // Nothing known.
  case undefined
}

/// Who must act, after RFC 3463's own words on who controls what.
public enum Fault: String, CaseIterable, Sendable, Codable {
  case address
  case mailbox
  case host
  case domain
  case sender
  case senderOrHost = "sender or host"
  case message
  case unknown
}

extension Cause {
  public var fault: Fault {
    switch self {
    case .userUnknown, .badAddress, .moved, .recipientRefused: .address
    case .mailboxFull: .mailbox
    case .mailboxInactive, .networkError, .deliveryExpired, .systemError, .systemFull,
      .mailerError:
      .host
    case .domainUnknown, .domainRefusesMail: .domain
    case .relayDenied, .tlsFailed, .protocolError: .senderOrHost
    case .authenticationRequired, .notAllowlisted, .blocklisted, .badReputation, .missingPTR,
      .authenticationFailed, .senderRejected, .rateLimited, .greylisted, .policy, .security:
      .sender
    case .messageTooBig, .spamContent, .virus, .contentRejected, .notRFCCompliant: .message
    case .undefined: .unknown
    }
  }

  /// The reason's name in Sisimai 5, where the text does not call for another (a rule may).
  public var sisimaiReason: String {
    switch self {
    case .userUnknown, .badAddress: "userunknown"
    case .moved: "hasmoved"
    case .recipientRefused: "filtered"
    case .mailboxFull: "mailboxfull"
    case .mailboxInactive: "suspend"
    case .domainUnknown: "hostunknown"
    case .domainRefusesMail: "notaccept"
    case .networkError: "networkerror"
    case .deliveryExpired: "expired"
    case .systemError: "systemerror"
    case .systemFull: "systemfull"
    case .mailerError: "mailererror"
    case .relayDenied: "norelaying"
    case .authenticationRequired, .security: "securityerror"
    case .notAllowlisted, .senderRejected: "rejected"
    case .blocklisted: "blocked"
    case .badReputation: "badreputation"
    case .missingPTR: "requireptr"
    case .authenticationFailed: "authfailure"
    case .rateLimited, .greylisted: "ratelimited"
    case .policy: "policyviolation"
    case .tlsFailed: "failedstarttls"
    case .messageTooBig: "emailtoolarge"
    case .spamContent: "spamdetected"
    case .virus: "virusdetected"
    case .contentRejected: "contenterror"
    case .notRFCCompliant: "notcompliantrfc"
    case .protocolError: "syntaxerror"
    case .undefined: "undefined"
    }
  }
}
