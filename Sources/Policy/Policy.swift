import Model

/// When an address is suppressed, held, or left alone: data, and nothing but data.
///
/// A verdict is a pure function of a recipient's history, the decisions of people, the policy and the
/// clock, so a changed policy applies to everything that ever happened, and can be tried first.
public struct Policy: Sendable, Equatable {
  /// What follows from each cause. A cause that is missing never holds or suppresses.
  public var rules: [Cause: CauseRule]
  /// The lengths of repeated holds, as multiples of the cause's own: after the last one the address is
  /// suppressed.
  public var holdWidening: [Int]
  /// Whether a delivery also releases an address that one permanent failure has suppressed. Without it a
  /// delivery releases holds and counted failures only.
  public var deliveryReleasesSuppression: Bool
  /// What every threshold is raised to for failures whose cause is unsure (`Finding.isUnsure`). Sure ones need
  /// no others beside them.
  public var unsureThreshold: Threshold
  /// When a domain is flagged.
  public var domainRules: [DomainProblem: DomainRule]
  /// Domains, in their DNS form, that are treated otherwise.
  public var exceptions: [String: DomainException]
  public var localPartCase: LocalPartCase

  public init(
    rules: [Cause: CauseRule], holdWidening: [Int], deliveryReleasesSuppression: Bool,
    unsureThreshold: Threshold, domainRules: [DomainProblem: DomainRule],
    exceptions: [String: DomainException] = [:],
    localPartCase: LocalPartCase = .fold
  ) {
    self.rules = rules
    self.holdWidening = holdWidening
    self.deliveryReleasesSuppression = deliveryReleasesSuppression
    self.unsureThreshold = unsureThreshold
    self.domainRules = domainRules
    self.exceptions = exceptions
    self.localPartCase = localPartCase
  }

  /// What follows from a cause at a domain.
  public func rule(for cause: Cause, at domain: String) -> CauseRule {
    if !exceptions.isEmpty, let rule = exceptions[domain]?.rules[cause] { return rule }
    return rules[cause] ?? .never
  }

  /// Whether no evidence but a complaint may hold or suppress an address of the domain.
  public func isExempt(_ domain: String) -> Bool {
    !exceptions.isEmpty && exceptions[domain]?.isExempt == true
  }

  public func localPartCase(at domain: String) -> LocalPartCase {
    exceptions.isEmpty ? localPartCase : exceptions[domain]?.localPartCase ?? localPartCase
  }
}

/// Whether `Anna@example.org` and `anna@example.org` are one mailbox. RFC 5321 section 2.4 leaves it to
/// the receiving host.
public enum LocalPartCase: String, Sendable, CaseIterable {
  /// They are: true of nearly every host, and reports change the case.
  case fold
  /// They are not.
  case keep
}

/// What a domain of its own rules has.
public struct DomainException: Sendable, Equatable {
  public var isExempt: Bool
  public var rules: [Cause: CauseRule]
  public var localPartCase: LocalPartCase?

  public init(
    isExempt: Bool = false, rules: [Cause: CauseRule] = [:], localPartCase: LocalPartCase? = nil
  ) {
    self.isExempt = isExempt
    self.rules = rules
    self.localPartCase = localPartCase
  }
}
