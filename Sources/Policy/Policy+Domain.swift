import Model

/// What the histories of a domain's addresses say against the domain, for one problem.
public struct DomainEvidence: Sendable, Equatable {
  public var problem: DomainProblem
  /// How many of its addresses had the problem.
  public var addresses: Int
  /// At most one per address and day, and one per message.
  public var incidents: Int
  /// In Unix seconds.
  public var first: Int64
  public var last: Int64
  /// The last report.
  public var evidence: EventKey

  public init(
    problem: DomainProblem, addresses: Int = 1, incidents: Int, first: Int64, last: Int64,
    evidence: EventKey
  ) {
    self.problem = problem
    self.addresses = addresses
    self.incidents = incidents
    self.first = first
    self.last = last
    self.evidence = evidence
  }
}

extension Policy {
  /// What one address's history says against its domain. A delivery to the address takes nothing back:
  /// that its mailbox works says nothing of the others.
  public func domainEvidence(of history: RecipientHistory) -> [DomainEvidence] {
    guard history.entries.contains(where: { $0.cause?.domainProblem != nil }) else { return [] }
    let releasedAt =
      history.decisions.isEmpty
      ? .min : Policy.split(history.decisions).domain.releasedAt ?? .min
    let entries = Evaluation.ordered(history.entries)
    let underlying = UnderlyingCauses(of: entries)
    var found: [DomainEvidence] = []
    var messages: Set<Seen> = []
    var days: Set<Seen> = []
    for entry in entries
    where entry.kind == .failed && entry.verification != .unverified && entry.at > releasedAt {
      guard let problem = underlying.cause(of: entry).domainProblem,
        entry.isProof || domainRules[problem]?.suppresses != true
      else { continue }
      let isNew =
        (entry.message == 0
          || messages.insert(Seen(problem: problem, number: entry.message)).inserted)
        && days.insert(Seen(problem: problem, number: UInt64(bitPattern: entry.day))).inserted
      if let index = found.firstIndex(where: { $0.problem == problem }) {
        if isNew { found[index].incidents += 1 }
        found[index].last = entry.at
        found[index].evidence = entry.key
      } else {
        found.append(
          DomainEvidence(
            problem: problem, incidents: 1, first: entry.at, last: entry.at, evidence: entry.key))
      }
    }
    return found
  }

  private struct Seen: Hashable {
    var problem: DomainProblem
    var number: UInt64
  }

  /// Whether the evidence is enough to flag the domain.
  public func flags(_ evidence: DomainEvidence) -> Bool {
    guard let rule = domainRules[evidence.problem] else { return false }
    return evidence.addresses >= rule.addresses && evidence.incidents >= rule.incidents
  }

  /// When a flagged problem stops to count as open, in Unix seconds; nil where it does not by itself.
  public func openUntil(_ evidence: DomainEvidence) -> Int64? {
    domainRules[evidence.problem]?.openDays.map {
      evidence.last + Int64($0) * UTCTime.secondsPerDay
    }
  }

  /// What holds for all addresses of a domain; nil where nothing does.
  ///
  /// - Parameters:
  ///   - evidence: All that is known against the domain.
  ///   - lastDelivery: When an address of the domain was last delivered to: a domain that has taken a
  ///     message since does not refuse mail.
  public func domainStanding(
    _ domain: String, evidence: [DomainEvidence], lastDelivery: Int64?, decisions: [Decision]
  ) -> Standing? {
    let ruled = suppression(of: domain, evidence: evidence, lastDelivery: lastDelivery)
    let decided = Policy.split(decisions).domain
    guard ruled != nil || decided.inForce(at: .min) != nil else { return nil }
    return Standing { moment in
      if let decision = decided.inForce(at: moment) {
        return Verdict(
          decision.action == .allow ? .ok : .suppress,
          decision.action == .allow ? .personAllowedDomain : .personSuppressedDomain,
          cause: ruled?.cause, until: decision.until, decision: decision.id)
      }
      return (ruled ?? Verdict(.ok, .nothingKnown)).expired(at: moment)
    }
  }

  private func suppression(of domain: String, evidence: [DomainEvidence], lastDelivery: Int64?)
    -> Verdict?
  {
    guard !isExempt(domain) else { return nil }
    return
      evidence
      .filter { domainRules[$0.problem]?.suppresses == true && flags($0) }
      .filter { $0.last >= lastDelivery ?? .min }
      .max { ($0.last, $1.problem.rawValue) < ($1.last, $0.problem.rawValue) }
      .map {
        Verdict(
          .suppress, .domainRefusesMail, cause: $0.problem.leadingCause, incidents: $0.incidents,
          first: $0.first, last: $0.last, until: openUntil($0), evidence: $0.evidence)
      }
  }
}
