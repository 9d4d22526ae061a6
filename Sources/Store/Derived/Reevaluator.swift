import GRDB
import Model
import Policy

/// Builds what is derived anew from evidence and decisions, for one recipient, one domain or all.
final class Reevaluator {
  private let database: Database
  private let policy: Policy
  private let histories: HistoryReader
  private let verdicts: VerdictTable
  private let decisions: DecisionLog
  private let domains: DomainEvidenceTable
  private let recounter: DomainRecounter
  private let selectDomain: RawStatement
  private let selectRecipients: RawStatement
  private let selectByRecipient: RawStatement
  private var names: [Int64: String] = [:]

  /// How many domains' evidence is gathered in memory before it is written.
  private static let gatheredDomains = 50_000

  init(_ database: Database, policy: Policy) throws {
    self.database = database
    self.policy = policy
    let vocabulary = try Vocabulary(database)
    histories = try HistoryReader(
      database, vocabulary: vocabulary, codes: try CodeTable(database))
    verdicts = try VerdictTable(database, vocabulary: vocabulary)
    decisions = try DecisionLog(database)
    domains = try DomainEvidenceTable(database, vocabulary: vocabulary)
    recounter = try DomainRecounter(database, histories: histories)
    selectDomain = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
    selectByRecipient = try RawStatement(database, "SELECT domain_id FROM recipient WHERE id = ?")
    selectRecipients = try RawStatement(database, "SELECT id FROM recipient WHERE domain_id = ?")
  }

  /// Builds everything anew where another edition of the rules has built it.
  static func refresh(_ database: Database, path: String) throws {
    let edition = String(Policy.edition)
    func stored() throws -> String? {
      try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'policy-edition'")
    }
    guard try stored() != edition else { return }
    try database.inTransaction(.immediate) {
      if try stored() != edition {
        try Reevaluator(database, policy: try Policy.inForce(database, path: path)).all()
        try database.execute(
          sql: "INSERT OR REPLACE INTO setting (name, value) VALUES ('policy-edition', ?)",
          arguments: [edition])
      }
      return .commit
    }
  }

  /// To be called when a decision was written.
  func noticeDecisions() { decisions.forget() }

  func recipient(_ recipient: Int64) throws {
    selectByRecipient.bind(1, recipient)
    let domain = try selectByRecipient.step() ? selectByRecipient.int64(0) : 0
    selectByRecipient.reset()
    _ = try write(recipient, domain: domain, isNew: false)
    try verdicts.flush()
  }

  /// A domain with all of its recipients.
  func domain(_ domain: Int64) throws {
    selectRecipients.bind(1, domain)
    defer { selectRecipients.reset() }
    while try selectRecipients.step() {
      _ = try write(selectRecipients.int64(0), domain: domain, isNew: false)
    }
    try verdicts.flush()
    try domains.recount(domain, policy: policy, recounter: recounter, decisions: decisions)
  }

  /// Everything, in one pass over the evidence.
  func all() throws {
    for table in ["verdict", "verdict_later", "domain_evidence", "domain_verdict"] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
    let everyone = try RawStatement(database, "SELECT id, domain_id FROM recipient ORDER BY id")
    while try everyone.step() {
      let domain = everyone.int64(1)
      let (history, stored) = try write(everyone.int64(0), domain: domain, isNew: true)
      domains.add(policy.domainEvidence(of: history), domain: domain) { key in
        stored.first { $0.entry.key == key }?.remoteHost
      }
      if domains.gatheredCount >= Reevaluator.gatheredDomains { try flushDomains() }
    }
    try verdicts.flush()
    try flushDomains()
    // A domain that nothing speaks against may still have been decided about.
    for domain in try Int64.fetchAll(
      database, sql: "SELECT DISTINCT domain_id FROM decision WHERE domain_id IS NOT NULL")
    {
      try domains.judge(
        domain, policy: policy, decisions: try decisions.decisions(domain: domain))
    }
  }

  private func flushDomains() throws {
    try domains.flush(policy: policy, recounter: recounter, decisions: decisions)
  }

  private func write(_ recipient: Int64, domain: Int64, isNew: Bool) throws
    -> (RecipientHistory, [StoredEntry])
  {
    let stored = try histories.history(of: recipient)
    let history = RecipientHistory(
      domain: try name(domain), entries: stored.map(\.entry),
      decisions: try decisions.decisions(recipient: recipient, domain: domain))
    try verdicts.write(policy.standing(of: history), recipient: recipient, isNew: isNew) { key in
      stored.first { $0.entry.key == key }
    }
    return (history, stored)
  }

  private func name(_ domain: Int64) throws -> String {
    if let known = names[domain] { return known }
    if names.count > 50_000 { names.removeAll(keepingCapacity: true) }
    selectDomain.bind(1, domain)
    defer { selectDomain.reset() }
    let name = try selectDomain.step() ? selectDomain.string(0) : ""
    names[domain] = name
    return name
  }
}
