import Model

/// A recipient that something is held against, with the evidence that counted last.
public struct ListedRecipient: Sendable {
  /// As it was first seen.
  public var address: String
  /// In its DNS form.
  public var domain: String
  public var verdict: Verdict
  /// What was said last, where an event decided.
  public var reply: ReplyCode?
  public var status: EnhancedStatus?
  public var diagnostic: String?
  public var remoteHost: String?
  /// The new address of somebody who moved, where the report gave one.
  public var newAddress: String?
  /// Who decided and why, where it was a person.
  public var decidedBy: String?
  public var decidedBecause: String?
}

/// Which recipients are listed.
public struct RecipientFilter: Sendable {
  public var states: Set<VerdictState>
  /// Only those a person should look at; `states` is then not asked.
  public var reviewOnly: Bool
  public var causes: Set<Cause>?
  /// In any form; nil for all.
  public var domain: String?
  /// Only where the last evidence is at or after this moment, in Unix seconds.
  public var since: Int64?
  /// Whether the words of the servers are read too, which takes twice as long.
  public var withEvidence: Bool

  public init(
    states: Set<VerdictState> = [.suppress], reviewOnly: Bool = false, causes: Set<Cause>? = nil,
    domain: String? = nil, since: Int64? = nil, withEvidence: Bool = true
  ) {
    self.states = states
    self.reviewOnly = reviewOnly
    self.causes = causes
    self.domain = domain
    self.since = since
    self.withEvidence = withEvidence
  }
}
