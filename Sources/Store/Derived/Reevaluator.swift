import GRDB
import Model
import Policy

/// Builds what is derived anew from evidence and decisions, for one recipient, one domain or all.
final class Reevaluator {
  private let policy: Policy
  private let histories: HistoryReader
  private let verdicts: VerdictTable
  private let decisions: DecisionLog
  let domains: DomainEvidenceTable
  private let recounter: DomainRecounter
  private let selectDomain: RawStatement
  private let selectRecipients: RawStatement
  private let selectByRecipient: RawStatement

  init(_ database: Database, policy: Policy) throws {
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

  func recipient(_ recipient: Int64) throws {
    selectByRecipient.bind(1, recipient)
    let domain = try selectByRecipient.step() ? selectByRecipient.int64(0) : 0
    selectByRecipient.reset()
    try write(recipient, domain: domain, name: try name(domain))
  }

  /// A domain with all of its recipients.
  func domain(_ domain: Int64) throws {
    let name = try name(domain)
    selectRecipients.bind(1, domain)
    defer { selectRecipients.reset() }
    while try selectRecipients.step() {
      try write(selectRecipients.int64(0), domain: domain, name: name)
    }
    try domains.recount(domain, policy: policy, recounter: recounter, decisions: decisions)
  }

  private func write(_ recipient: Int64, domain: Int64, name: String) throws {
    let stored = try histories.history(of: recipient)
    let history = RecipientHistory(
      domain: name, entries: stored.map(\.entry),
      decisions: try decisions.decisions(recipient: recipient, domain: domain))
    try verdicts.write(policy.standing(of: history), recipient: recipient, isNew: false) { key in
      stored.first { $0.entry.key == key }
    }
  }

  private func name(_ domain: Int64) throws -> String {
    selectDomain.bind(1, domain)
    defer { selectDomain.reset() }
    return try selectDomain.step() ? selectDomain.string(0) : ""
  }
}
