import Model

extension Policy {
  /// What is to be done with an address at the moment `now`.
  ///
  /// The verdict depends on nothing else, and neither on the order of the entries nor on how often one is
  /// there. What the domain as a whole calls for is `domainStanding`'s to say; `Verdict.within` joins both.
  public func evaluate(_ history: RecipientHistory, now: Int64) -> Verdict {
    standing(of: history).verdict(at: now)
  }

  /// The verdicts of an address for all time to come, unless more is learnt.
  public func standing(of history: RecipientHistory) -> Standing {
    guard !history.decisions.isEmpty else {
      var evaluation = Evaluation(
        policy: self, domain: history.domain, addressReleasedAt: nil, domainReleasedAt: nil)
      return Standing(evaluation.verdict(of: history.entries))
    }
    let (address, domain) = Policy.split(history.decisions)
    var evaluation = Evaluation(
      policy: self, domain: history.domain, addressReleasedAt: address.releasedAt,
      domainReleasedAt: domain.releasedAt)
    var ruled = evaluation.verdict(of: history.entries)
    if ruled.rule == .nothingKnown, address.releasedAt != nil {
      ruled = Verdict(.ok, .releasedByPerson)
    }
    return Standing { moment in
      Policy.verdict(at: moment, ruled: ruled, address: address, domain: domain)
    }
  }

  static func split(_ decisions: [Decision]) -> (address: Decisions, domain: Decisions) {
    (
      Decisions(decisions) { if case .address = $0 { true } else { false } },
      Decisions(decisions) { if case .domain = $0 { true } else { false } }
    )
  }

  /// What is nearer to the person mailed to goes before: a decision about the address, a complaint of its
  /// owner, a decision about the domain, and then the rules.
  private static func verdict(
    at moment: Int64, ruled: Verdict, address: Decisions, domain: Decisions
  ) -> Verdict {
    if let decision = address.inForce(at: moment) {
      return Verdict(
        decision.action == .allow ? .ok : .suppress,
        decision.action == .allow ? .personAllowed : .personSuppressed, cause: ruled.cause,
        until: decision.until, decision: decision.id)
    }
    if ruled.rule == .complaint { return ruled }
    if let decision = domain.inForce(at: moment), decision.action == .allow {
      return Verdict(
        .ok, .personAllowedDomain, cause: ruled.cause, until: decision.until,
        decision: decision.id)
    }
    return ruled.expired(at: moment)
  }
}

/// What holds for an address or a domain now and later: one verdict behind the other, each until its
/// own end. It needs no clock, so it can be stored.
public struct Standing: Sendable, Equatable {
  /// What holds until its `until`, or for ever.
  public let first: Verdict
  /// What follows.
  public let later: [Verdict]

  /// A verdict, and `ok` behind it where it ends.
  init(_ verdict: Verdict) {
    first = verdict
    later = []
  }

  init(_ verdictAt: (Int64) -> Verdict) {
    first = verdictAt(.min)
    var following: [Verdict] = []
    var end = first.until
    while let moment = end {
      let next = verdictAt(moment)
      following.append(next)
      end = next.until
    }
    later = following
  }

  public func verdict(at now: Int64) -> Verdict {
    guard let end = first.until, now >= end else { return first }
    for verdict in later {
      guard let end = verdict.until, now >= end else { return verdict }
    }
    return (later.last ?? first).expired(at: now)
  }
}

extension Verdict {
  /// The verdict, or `ok` where it has ended.
  func expired(at moment: Int64) -> Verdict {
    guard let until, moment >= until else { return self }
    var verdict = self
    verdict.state = .ok
    verdict.rule = .holdExpired
    verdict.until = nil
    return verdict
  }

  /// The verdict of an address under that of its domain.
  public func within(_ domain: Verdict?) -> Verdict {
    guard let domain, domain.state == .suppress, state != .suppress, rule != .personAllowed else {
      return self
    }
    return domain
  }
}
