import GRDB
import Model
import Policy

/// Counts what speaks against a domain from the histories of all its addresses.
final class DomainRecounter {
  private let selectDomain: RawStatement
  private let selectRecipients: RawStatement
  private let histories: HistoryReader

  init(_ database: Database, histories: HistoryReader) throws {
    self.histories = histories
    selectDomain = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
    selectRecipients = try RawStatement(database, "SELECT id FROM recipient WHERE domain_id = ?")
  }

  func recount(
    _ domain: Int64, policy: Policy, decisions: [Decision], into tally: inout DomainTally
  ) throws {
    selectDomain.bind(1, domain)
    let name = try selectDomain.step() ? selectDomain.string(0) : ""
    selectDomain.reset()
    selectRecipients.bind(1, domain)
    defer { selectRecipients.reset() }
    while try selectRecipients.step() {
      let history = try histories.history(of: selectRecipients.int64(0))
      let evidence = policy.domainEvidence(
        of: RecipientHistory(
          domain: name, entries: history.map(\.entry), decisions: decisions))
      tally.add(evidence, domain: domain) { key in
        history.first { $0.entry.key == key }?.remoteHost
      }
    }
  }
}
