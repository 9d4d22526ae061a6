/// What is wrong with a domain, as far as its mail hosts have told. The raw names are frozen.
public enum DomainProblem: String, Sendable, Codable, CaseIterable {
  /// Mailboxes were switched off by the hosting provider.
  case hosting
  /// The mail host has no room left.
  case storage
  /// The mail host cannot be reached, or mail expires on its way there.
  case unreachable
  /// The domain does not exist in DNS.
  case unknown
  /// The domain says that it accepts no mail (null MX, RFC 7505; 521 and 556, RFC 7504).
  case refusesMail = "refuses-mail"
  /// The host that answers for the domain says that it does not relay for it.
  case relay
  /// The mail host is set up wrongly or failing.
  case system

  /// The cause that explains the problem, and whose advice is given for it.
  public var leadingCause: Cause {
    switch self {
    case .hosting: .mailboxInactive
    case .storage: .systemFull
    case .unreachable: .networkError
    case .unknown: .domainUnknown
    case .refusesMail: .domainRefusesMail
    case .relay: .relayDenied
    case .system: .systemError
    }
  }
}

extension Cause {
  /// The problem of the recipient's domain that the cause is evidence of.
  public var domainProblem: DomainProblem? {
    switch self {
    case .mailboxInactive: .hosting
    case .systemFull: .storage
    case .networkError, .deliveryExpired: .unreachable
    case .domainUnknown: .unknown
    case .domainRefusesMail: .refusesMail
    case .relayDenied: .relay
    case .systemError, .mailerError: .system
    default: nil
    }
  }
}
