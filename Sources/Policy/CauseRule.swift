/// How many incidents it takes: on so many different days, with at least so many days between the first
/// and the last, and no delivery since.
public struct Threshold: Sendable, Equatable {
  public var incidents: Int
  public var days: Int

  public init(incidents: Int, days: Int = 0) {
    self.incidents = incidents
    self.days = days
  }

  /// The first one is enough.
  public static let once = Threshold(incidents: 1)

  /// The stricter of both, in each respect.
  func atLeast(_ other: Threshold) -> Threshold {
    Threshold(incidents: max(incidents, other.incidents), days: max(days, other.days))
  }

  func isMet(count: Int, firstDay: Int64, lastDay: Int64) -> Bool {
    count >= incidents && lastDay - firstDay >= Int64(days)
  }
}

/// What follows from the failures of one cause.
public struct CauseRule: Sendable, Equatable {
  public enum Outcome: String, Sendable, CaseIterable {
    /// Nothing follows for the address.
    case never
    /// A person should look.
    case review
    /// The address is held for `holdDays`, longer each time, and suppressed in the end.
    case hold
    case suppress
  }

  public var outcome: Outcome
  public var threshold: Threshold
  /// The length of the first hold; 0 unless the outcome is `hold`.
  public var holdDays: Int
  /// For `suppress`, which counts permanent failures only: how many it takes when temporary ones are
  /// counted too. Nil where temporary failures never count.
  public var transient: Threshold?

  public init(
    outcome: Outcome, threshold: Threshold = .once, holdDays: Int = 0, transient: Threshold? = nil
  ) {
    self.outcome = outcome
    self.threshold = threshold
    self.holdDays = holdDays
    self.transient = transient
  }

  public static let never = CauseRule(outcome: .never)

  public static func suppress(after threshold: Threshold = .once, transient: Threshold? = nil)
    -> CauseRule
  {
    CauseRule(outcome: .suppress, threshold: threshold, transient: transient)
  }

  public static func hold(days: Int, after threshold: Threshold = .once) -> CauseRule {
    CauseRule(outcome: .hold, threshold: threshold, holdDays: days)
  }

  public static func review(after threshold: Threshold) -> CauseRule {
    CauseRule(outcome: .review, threshold: threshold)
  }
}

/// When a domain is flagged for a problem, and what follows.
public struct DomainRule: Sendable, Equatable {
  /// How many of its addresses must have had the problem, and how many incidents all together.
  public var addresses: Int
  public var incidents: Int
  /// How long after the last incident the problem counts as open; nil for ever.
  public var openDays: Int?
  /// Whether no address of the domain may be mailed while the problem is open.
  public var suppresses: Bool

  public init(
    addresses: Int = 1, incidents: Int = 1, openDays: Int? = 90, suppresses: Bool = false
  ) {
    self.addresses = addresses
    self.incidents = incidents
    self.openDays = openDays
    self.suppresses = suppresses
  }
}
