import Model

/// What follows from histories of one event, which nearly every recipient in a mailbox has.
///
/// Such a history depends on the time of its event in one way only: all moments of its verdict move with it. So
/// each sort of event is judged once.
public struct FirstEvents: Sendable {
  /// What follows for the address, and what speaks against its domain.
  public struct Outcome: Sendable, Equatable {
    public var verdict: Verdict
    public var evidence: DomainEvidence?
  }

  private let policy: Policy
  private let causes = Cause.allCases
  private let kinds = EventKind.allCases
  /// As if the event had happened in second 0.
  private var known: [Int: Outcome] = [:]

  public init(policy: Policy) {
    self.policy = policy
  }

  /// - Parameter entry: The only event of a recipient at a domain that the policy has no exception for, and
  ///   about both of which nobody has decided.
  public mutating func outcome(of entry: HistoryEntry) -> Outcome {
    let sort = sort(of: entry)
    var outcome: Outcome
    if let judged = known[sort] {
      outcome = judged
    } else {
      outcome = judge(entry)
      known[sort] = outcome
    }
    outcome.move(to: entry)
    return outcome
  }

  private func judge(_ entry: HistoryEntry) -> Outcome {
    var entry = entry
    entry.at = 0
    let history = RecipientHistory(domain: "", entries: [entry])
    return Outcome(
      verdict: policy.standing(of: history).first,
      evidence: policy.domainEvidence(of: history).first)
  }

  /// A number of its own for all that matters of an event besides its time.
  private func sort(of entry: HistoryEntry) -> Int {
    let cause = entry.cause.flatMap { causes.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    var sort = cause
    sort = sort * kinds.count + (kinds.firstIndex(of: entry.kind) ?? 0)
    sort = sort * 2 + (entry.permanent ? 1 : 0)
    sort = sort * 2 + (entry.isUnsure ? 1 : 0)
    sort = sort * 2 + (entry.verification == .unverified ? 1 : 0)
    return sort * 256 + Int(entry.statusClass)
  }
}

extension FirstEvents.Outcome {
  fileprivate mutating func move(to entry: HistoryEntry) {
    verdict.first? += entry.at
    verdict.last? += entry.at
    verdict.until? += entry.at
    if verdict.evidence != nil { verdict.evidence = entry.key }
    if evidence != nil {
      evidence?.first += entry.at
      evidence?.last += entry.at
      evidence?.evidence = entry.key
    }
  }
}
