import Model

extension Policy {
  /// Raised whenever the standard policy changes, or the way in which verdicts follow from a policy: what
  /// a store has derived under another edition is then derived anew.
  public static let edition = 2

  /// The policy Rebound comes with. `docs/policy.md` gives the reasons.
  public static let standard = Policy(
    rules: [
      .userUnknown: .suppress(transient: soft),
      .badAddress: .suppress(transient: soft),
      .moved: .suppress(transient: soft),
      .recipientRefused: .review(after: soft),
      .mailboxFull: .hold(days: 30, after: soft),
      .mailboxInactive: .hold(days: 90),
      .domainUnknown: .suppress(after: Threshold(incidents: 2), transient: soft),
      .domainRefusesMail: .suppress(transient: soft),
      .networkError: .hold(days: 7, after: Threshold(incidents: 4, days: 14)),
      // As user-unknown, but only permanent failures count: a temporary one of unknown cause says nothing.
      .undefined: .suppress(after: soft),
    ],
    holdWidening: [1, 2, 4],
    deliveryReleasesSuppression: false,
    unsureThreshold: soft,
    domainRules: [
      .hosting: DomainRule(),
      .storage: DomainRule(),
      .unreachable: DomainRule(),
      .unknown: DomainRule(),
      .refusesMail: DomainRule(openDays: nil, suppresses: true),
      .relay: DomainRule(addresses: 3, incidents: 3),
      .system: DomainRule(),
    ])

  /// The threshold of causes that one failure does not prove.
  private static let soft = Threshold(incidents: 3, days: 14)
}
