/// Whether an address may be mailed.
public enum VerdictState: String, Sendable, Codable, CaseIterable {
  case ok
  /// Not before `Verdict.until`.
  case hold
  case suppress
}

/// What decided a verdict. The raw names are frozen: they stand in the store and in every export.
public enum VerdictRule: String, Sendable, Codable, CaseIterable {
  // A person.
  case personSuppressed = "person-suppressed"
  case personAllowed = "person-allowed"
  case personSuppressedDomain = "person-suppressed-domain"
  case personAllowedDomain = "person-allowed-domain"
  /// The address was erased from the store on request, and must not be mailed all the same.
  case forgotten
  // Suppressed by evidence.
  case complaint
  case permanentEvidence = "permanent-evidence"
  case repeatedEvidence = "repeated-evidence"
  case repeatedTransientEvidence = "repeated-transient-evidence"
  case holdsExhausted = "holds-exhausted"
  case domainRefusesMail = "domain-refuses-mail"
  // Held by evidence.
  case hold
  case holdRepeated = "hold-repeated"
  // Left alone.
  case review
  case belowThreshold = "below-threshold"
  case notTheRecipientsFault = "not-the-recipients-fault"
  case exempt
  case deliveredSince = "delivered-since"
  case releasedByPerson = "released-by-person"
  case holdExpired = "hold-expired"
  case unverifiedOnly = "unverified-only"
  case evidenceOnly = "evidence-only"
  case nothingKnown = "nothing-known"
}

/// The answer to "may this address be mailed?", with everything that led to it.
public struct Verdict: Sendable, Equatable {
  public var state: VerdictState
  public var rule: VerdictRule
  /// The cause that decided; for a verdict of `ok` the cause that came nearest.
  public var cause: Cause?
  /// How many incidents were counted for the rule: at most one per cause and day, one per message.
  public var incidents: Int
  /// How many incidents the rule asks for, 0 where it counts none.
  public var threshold: Int
  /// When the first and the last evidence that was counted happened, in Unix seconds.
  public var first: Int64?
  public var last: Int64?
  /// When the verdict ends, in Unix seconds; nil where it does not end by itself.
  public var until: Int64?
  /// Which hold this is: 1 for the first, 2 for the first that was widened, …; 0 where it is none.
  public var step: Int
  /// The last evidence that was counted.
  public var evidence: EventKey?
  /// The person's decision that decided.
  public var decision: Int64?

  public init(
    _ state: VerdictState, _ rule: VerdictRule, cause: Cause? = nil, incidents: Int = 0,
    threshold: Int = 0, first: Int64? = nil, last: Int64? = nil, until: Int64? = nil,
    step: Int = 0, evidence: EventKey? = nil, decision: Int64? = nil
  ) {
    self.state = state
    self.rule = rule
    self.cause = cause
    self.incidents = incidents
    self.threshold = threshold
    self.first = first
    self.last = last
    self.until = until
    self.step = step
    self.evidence = evidence
    self.decision = decision
  }

  /// Whether a person should look at the address, because the rules would not decide.
  public var needsReview: Bool { rule == .review }

  /// Who must act.
  public var fault: Fault? { cause?.fault }
}
