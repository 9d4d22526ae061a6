import Model

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
