import GRDB
import Model
import Policy

/// Keeps what speaks against domains, so that asking for it never reads the evidence itself.
///
/// What one recipient's history contributes is taken away and put back whenever the history grows. Where a
/// contribution shrinks, which later evidence can bring about, the domain is counted anew.
final class DomainEvidenceTable {
  private let select: RawStatement
  private let selectAll: RawStatement
  private let replace: RawStatement
  private let clear: RawStatement
  private let deliver: RawStatement
  private let lastDelivery: RawStatement
  private let domainName: RawStatement
  private let insertVerdict: RawStatement
  private let clearVerdicts: RawStatement
  private let vocabulary: Vocabulary
  private var gathered = DomainTally()
  private var deliveries: [Int64: Int64] = [:]
  private var shrunk: Set<Int64> = []

  init(_ database: Database, vocabulary: Vocabulary) throws {
    self.vocabulary = vocabulary
    let columns = "kind, addresses, incidents, first_at, last_at, last_key, host_id"
    select = try RawStatement(
      database, "SELECT \(columns) FROM domain_evidence WHERE domain_id = ? AND kind = ?")
    selectAll = try RawStatement(
      database, "SELECT \(columns) FROM domain_evidence WHERE domain_id = ? ORDER BY kind")
    replace = try RawStatement(
      database,
      """
      INSERT OR REPLACE INTO domain_evidence (domain_id, kind, addresses, incidents, first_at, last_at,
        last_key, host_id, flagged, open_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    clear = try RawStatement(database, "DELETE FROM domain_evidence WHERE domain_id = ?")
    deliver = try RawStatement(
      database,
      "UPDATE domain SET delivered_at = max(ifnull(delivered_at, ?1), ?1) WHERE id = ?2")
    lastDelivery = try RawStatement(database, "SELECT delivered_at FROM domain WHERE id = ?")
    domainName = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
    insertVerdict = try RawStatement(
      database,
      """
      INSERT INTO domain_verdict (domain_id, part, state, rule_id, cause_id, starts_at, until, incidents,
        first_at, last_at, decision_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    clearVerdicts = try RawStatement(database, "DELETE FROM domain_verdict WHERE domain_id = ?")
  }

  // MARK: Gathering

  func add(_ evidence: [DomainEvidence], domain: Int64, host: (EventKey) -> Int64?) {
    gathered.add(evidence, domain: domain, host: host)
  }

  func add(_ evidence: DomainEvidence, domain: Int64, host: Int64?) {
    gathered.add(evidence, domain: domain, host: host)
  }

  /// What a history contributed before it grew, and what it contributes now.
  func change(
    from before: [DomainEvidence], to after: [DomainEvidence], domain: Int64,
    host: (EventKey) -> Int64?
  ) {
    for old in before {
      let new = after.first { $0.problem == old.problem }
      guard let new, new.first <= old.first, new.last >= old.last else {
        shrunk.insert(domain)
        return
      }
    }
    for var new in after {
      if let old = before.first(where: { $0.problem == new.problem }) {
        new.addresses = 0
        new.incidents -= old.incidents
      }
      add([new], domain: domain, host: host)
    }
  }

  var gatheredCount: Int { gathered.sums.count }

  func delivered(domain: Int64, at moment: Int64) {
    deliveries[domain] = max(deliveries[domain] ?? .min, moment)
  }

  // MARK: Writing

  /// Writes what was gathered.
  ///
  /// - Parameters:
  ///   - recounter: Gathers a domain's evidence again, from all of its histories.
  func flush(policy: Policy, recounter: DomainRecounter, decisions: DecisionLog) throws {
    gathered.drop(shrunk)
    for domain in shrunk {
      clear.bind(1, domain)
      try clear.run()
      try recounter.recount(
        domain, policy: policy, decisions: try decisions.decisions(domain: domain),
        into: &gathered)
    }
    for (domain, moment) in deliveries {
      deliver.bind(1, moment)
      deliver.bind(2, domain)
      try deliver.run()
    }
    for (key, sum) in gathered.sums { try write(key, sum, policy) }
    var touched = shrunk.union(deliveries.keys)
    for key in gathered.sums.keys where policy.domainRules[key.problem]?.suppresses == true {
      touched.insert(key.domain)
    }
    forget()
    for domain in touched {
      try judge(domain, policy: policy, decisions: try decisions.decisions(domain: domain))
    }
  }

  /// Counts one domain anew.
  func recount(
    _ domain: Int64, policy: Policy, recounter: DomainRecounter, decisions: DecisionLog
  ) throws {
    shrunk.insert(domain)
    try flush(policy: policy, recounter: recounter, decisions: decisions)
  }

  /// Forgets what was gathered.
  func forget() {
    gathered.removeAll()
    deliveries.removeAll(keepingCapacity: true)
    shrunk.removeAll()
  }

  private func write(_ key: DomainTally.Key, _ sum: DomainTally.Sum, _ policy: Policy) throws {
    guard let problem = vocabulary.problems.number(of: key.problem) else { return }
    var total = sum
    select.bind(1, key.domain)
    select.bind(2, problem)
    if try select.step(), let stored = evidence(select) {
      total.add(stored, host: select.optionalInt64(6))
    }
    select.reset()
    let evidence = total.evidence(of: key.problem)
    replace.bind(1, key.domain)
    replace.bind(2, problem)
    replace.bind(3, total.addresses)
    replace.bind(4, total.incidents)
    replace.bind(5, total.first)
    replace.bind(6, total.last)
    replace.bind(7, total.evidence)
    replace.bind(8, total.host)
    replace.bind(9, policy.flags(evidence) ? 1 : 0)
    replace.bind(10, policy.openUntil(evidence))
    try replace.run()
  }

  /// Works out what holds for the domain as a whole.
  func judge(_ domain: Int64, policy: Policy, decisions: [Decision]) throws {
    clearVerdicts.bind(1, domain)
    try clearVerdicts.run()
    guard let standing = try standing(domain, policy: policy, decisions: decisions) else { return }
    var start: Int64?
    for (part, verdict) in ([standing.first] + standing.later).enumerated() {
      defer { start = verdict.until }
      guard verdict.state == .suppress else { continue }
      insertVerdict.bind(1, domain)
      insertVerdict.bind(2, part)
      insertVerdict.bind(3, Vocabulary.id(of: verdict.state))
      insertVerdict.bind(4, vocabulary.rules.number(of: verdict.rule))
      insertVerdict.bind(5, verdict.cause.flatMap { vocabulary.causes.number(of: $0) })
      insertVerdict.bind(6, start)
      insertVerdict.bind(7, verdict.until)
      insertVerdict.bind(8, verdict.incidents)
      insertVerdict.bind(9, verdict.first)
      insertVerdict.bind(10, verdict.last)
      insertVerdict.bind(11, verdict.decision)
      try insertVerdict.run()
    }
  }

  /// What holds for the domain as a whole; nil where nothing does.
  func standing(_ domain: Int64, policy: Policy, decisions: [Decision]) throws -> Standing? {
    policy.domainStanding(
      try name(domain), evidence: try evidence(of: domain), lastDelivery: try delivery(domain),
      decisions: decisions)
  }

  private func evidence(of domain: Int64) throws -> [DomainEvidence] {
    selectAll.bind(1, domain)
    defer { selectAll.reset() }
    var found: [DomainEvidence] = []
    while try selectAll.step() {
      if let evidence = evidence(selectAll) { found.append(evidence) }
    }
    return found
  }

  private func evidence(_ row: RawStatement) -> DomainEvidence? {
    vocabulary.problems.name(row.int64(0)).map {
      DomainEvidence(
        problem: $0, addresses: row.int(1), incidents: row.int(2), first: row.int64(3),
        last: row.int64(4), evidence: row.key(5))
    }
  }

  private func delivery(_ domain: Int64) throws -> Int64? {
    lastDelivery.bind(1, domain)
    defer { lastDelivery.reset() }
    return try lastDelivery.step() ? lastDelivery.optionalInt64(0) : nil
  }

  private func name(_ domain: Int64) throws -> String {
    domainName.bind(1, domain)
    defer { domainName.reset() }
    return try domainName.step() ? domainName.string(0) : ""
  }
}
