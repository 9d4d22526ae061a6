import Model

/// The way from a history to what the rules say of it. The clock has no part in it yet: a hold keeps
/// its end, and whoever asks compares it with the time.
struct Evaluation {
  let policy: Policy
  let domain: String
  let isExempt: Bool
  /// What a person released: for complaints only a decision about the address itself counts.
  let releasedAt: Int64
  let addressReleasedAt: Int64
  var trace: Trace?

  private var lastDelivery: Int64 = .min
  private var complaint: Verdict?
  private var wasReleased = false
  private var wasUnverified = false
  private var failures: [Failure] = []

  init(
    policy: Policy, domain: String, addressReleasedAt: Int64?, domainReleasedAt: Int64?,
    trace: Trace? = nil
  ) {
    self.policy = policy
    self.domain = domain
    self.isExempt = policy.isExempt(domain)
    self.addressReleasedAt = addressReleasedAt ?? .min
    self.releasedAt = max(addressReleasedAt ?? .min, domainReleasedAt ?? .min)
    self.trace = trace
  }

  /// - Parameter entries: In any order, doubled or not.
  mutating func verdict(of entries: [HistoryEntry]) -> Verdict {
    guard !entries.isEmpty else { return Verdict(.ok, .nothingKnown) }
    let entries = Evaluation.ordered(entries)
    let underlying = UnderlyingCauses(of: entries)
    for entry in entries { read(entry, underlying) }
    let incidents = Incident.count(failures, trace: &trace)
    let ruled = decide(incidents) ?? leftAlone(incidents)
    return complaint ?? ruled
  }

  static func ordered(_ entries: [HistoryEntry]) -> [HistoryEntry] {
    if entries.count == 1 { return entries }
    var unique: [HistoryEntry] = []
    unique.reserveCapacity(entries.count)
    for entry in entries.sorted(by: HistoryEntry.precedes) where unique.last?.key != entry.key {
      unique.append(entry)
    }
    return unique
  }

  private mutating func read(_ entry: HistoryEntry, _ underlying: UnderlyingCauses) {
    guard entry.verification != .unverified else {
      wasUnverified = true
      trace?.note(entry.key, .unverified)
      return
    }
    switch entry.kind {
    case .delayed, .autoReply, .providerSuppressed:
      trace?.note(entry.key, .evidenceOnly)
    case .delivered:
      lastDelivery = max(lastDelivery, entry.at)
      trace?.note(entry.key, .delivery)
    case .complaint:
      guard entry.at > addressReleasedAt else {
        wasReleased = true
        trace?.note(entry.key, .released)
        return
      }
      var verdict = complaint ?? Verdict(.suppress, .complaint, threshold: 1, first: entry.at)
      verdict.incidents += 1
      verdict.last = entry.at
      verdict.evidence = entry.key
      complaint = verdict
      trace?.note(entry.key, .suppresses)
    case .failed:
      guard entry.at > releasedAt else {
        wasReleased = true
        trace?.note(entry.key, .released)
        return
      }
      let cause = underlying.cause(of: entry)
      failures.append(
        Failure(entry: entry, cause: cause, rule: policy.rule(for: cause, at: domain)))
    }
  }

  /// The strongest of what the rules of the single causes say; nil where none of them acts.
  private mutating func decide(_ incidents: [Incident]) -> Verdict? {
    guard !isExempt else {
      for incident in incidents { trace?.note(incident.firstReport, .exempt) }
      return nil
    }
    var strongest: Verdict?
    var seen: Set<Cause> = []
    for incident in incidents where incidents.count == 1 || seen.insert(incident.cause).inserted {
      let ofCause =
        incidents.count == 1 ? incidents : incidents.filter { $0.cause == incident.cause }
      guard let verdict = decide(ofCause, incident.cause, incident.rule) else { continue }
      if strongest.map({ Evaluation.isStronger(verdict, than: $0) }) ?? true { strongest = verdict }
    }
    return strongest
  }

  /// - Parameter incidents: All of one cause, in the order of time.
  private mutating func decide(_ incidents: [Incident], _ cause: Cause, _ rule: CauseRule)
    -> Verdict?
  {
    let recent = sinceDelivery(incidents)
    if trace != nil, rule.outcome != .never { noteCounts(incidents, rule) }
    switch rule.outcome {
    case .never:
      for incident in incidents { trace?.note(incident.firstReport, .neverActedOn) }
      return nil
    case .review:
      return isMet(rule.threshold, recent)
        ? Verdict(.ok, .review, recent, threshold: rule.threshold) : nil
    case .hold:
      let ladder = HoldLadder(rule: rule, policy: policy, incidents: recent, trace: &trace)
      guard ladder.step > 0 else { return nil }
      if ladder.isExhausted {
        return Verdict(.suppress, .holdsExhausted, recent, threshold: rule.threshold)
      }
      return Verdict(
        .hold, ladder.step == 1 ? .hold : .holdRepeated, recent, threshold: rule.threshold,
        until: ladder.until, step: ladder.step)
    case .suppress:
      let isAtOnce = rule.threshold.incidents <= 1
      let keepsThroughDelivery = isAtOnce && !policy.deliveryReleasesSuppression
      let proofs = (keepsThroughDelivery ? incidents : recent).selecting { $0.isProof }
      if rule.threshold.isMet(by: proofs) {
        for incident in proofs { trace?.note(incident.firstReport, .suppresses) }
        return Verdict(
          .suppress, isAtOnce ? .permanentEvidence : .repeatedEvidence, proofs,
          threshold: rule.threshold)
      }
      let permanent = recent.selecting { $0.permanent }
      let raised = rule.threshold.atLeast(policy.unsureThreshold)
      if raised.isMet(by: permanent) {
        return Verdict(.suppress, .repeatedEvidence, permanent, threshold: raised)
      }
      if let transient = rule.transient, isMet(transient, recent) {
        return Verdict(
          .suppress, .repeatedTransientEvidence, recent, threshold: transient)
      }
      return nil
    }
  }

  private mutating func noteCounts(_ incidents: [Incident], _ rule: CauseRule) {
    let needed = neededThreshold(incidents, rule)
    var count = 0
    for incident in incidents {
      if isAfterDelivery(incident) {
        count += 1
        trace?.note(incident.firstReport, .counted(count, of: needed))
      } else {
        trace?.note(incident.firstReport, .beforeDelivery)
      }
    }
  }

  private func isAfterDelivery(_ incident: Incident) -> Bool { incident.first >= lastDelivery }

  private func sinceDelivery(_ incidents: [Incident]) -> [Incident] {
    incidents.selecting { isAfterDelivery($0) }
  }

  /// Whether there are enough sure incidents, or so many that the unsure ones bear each other out.
  private func isMet(_ threshold: Threshold, _ incidents: [Incident]) -> Bool {
    threshold.isMet(by: incidents.selecting { $0.isSure })
      || threshold.atLeast(policy.unsureThreshold).isMet(by: incidents)
  }

  /// The threshold that the incidents of a cause are measured by: temporary ones alone have their own, and
  /// unsure ones alone a raised one.
  private func neededThreshold(_ incidents: [Incident], _ rule: CauseRule) -> Threshold {
    let threshold =
      incidents.contains(where: \.permanent) ? rule.threshold : rule.transient ?? rule.threshold
    return incidents.contains(where: \.isSure)
      ? threshold : threshold.atLeast(policy.unsureThreshold)
  }

  /// Suppression before hold before review; of two holds the one that ends later; then the one with the
  /// later evidence.
  private static func isStronger(_ verdict: Verdict, than other: Verdict) -> Bool {
    func rank(_ verdict: Verdict) -> (Int, Int64, Int64) {
      let state =
        switch verdict.state {
        case .suppress: 3
        case .hold: 2
        case .ok: 1
        }
      return (state, verdict.until ?? 0, verdict.last ?? 0)
    }
    let (mine, its) = (rank(verdict), rank(other))
    if mine != its { return mine > its }
    return (verdict.cause?.rawValue ?? "") < (other.cause?.rawValue ?? "")
  }

  /// The verdict where no rule acts, with the best reason why none does.
  private mutating func leftAlone(_ incidents: [Incident]) -> Verdict {
    let recent = sinceDelivery(incidents)
    guard let latest = recent.last else {
      if let delivered = incidents.last {
        return Verdict(
          .ok, .deliveredSince, incidents.filter { $0.cause == delivered.cause },
          threshold: delivered.rule.threshold)
      }
      if wasReleased { return Verdict(.ok, .releasedByPerson) }
      return Verdict(.ok, wasUnverified ? .unverifiedOnly : .evidenceOnly)
    }
    if isExempt { return Verdict(.ok, .exempt, recent.filter { $0.cause == latest.cause }) }
    let counting = recent.last { $0.rule.outcome != .never } ?? latest
    let ofCause = recent.filter { $0.cause == counting.cause }
    guard counting.rule.outcome != .never else {
      return Verdict(.ok, .notTheRecipientsFault, ofCause)
    }
    return Verdict(
      .ok, .belowThreshold, ofCause, threshold: neededThreshold(ofCause, counting.rule))
  }
}

extension Verdict {
  init(
    _ state: VerdictState, _ rule: VerdictRule, _ incidents: [Incident],
    threshold: Threshold? = nil, until: Int64? = nil, step: Int = 0
  ) {
    self.init(
      state, rule, cause: incidents.last?.cause, incidents: incidents.count,
      threshold: threshold?.incidents ?? 0, first: incidents.first?.first,
      last: incidents.last?.last, until: until, step: step, evidence: incidents.last?.lastReport)
  }
}

extension Array {
  /// As `filter`, and the array itself where everything stays in, as in the history of a recipient that
  /// bounced once.
  fileprivate func selecting(_ condition: (Element) -> Bool) -> [Element] {
    allSatisfy(condition) ? self : filter(condition)
  }
}
