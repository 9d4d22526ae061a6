import GRDB
import Model
import Policy

extension Store {
  /// What is to be done with single addresses.
  ///
  /// - Returns: A verdict for each address, in the order of the addresses.
  /// - Throws: `StoreError`.
  public func check(_ addresses: [EmailAddress], now: Int64) throws -> [Verdict] {
    let policy = try policy()
    return try access { database in
      let reader = try AddressReader(database, policy: policy)
      return try addresses.map { try reader.verdict($0, now: now) }
    }
  }
}

/// Answers for single addresses, from their histories.
final class AddressReader {
  private let policy: Policy
  private let selectDomain: RawStatement
  private let selectRecipient: RawStatement
  private let histories: HistoryReader
  private let decisions: DecisionLog
  private let domainEvidence: DomainEvidenceTable
  private var domains: [String: Domain] = [:]

  struct Domain {
    var id: Int64?
    var name: String
    /// What holds for all of its addresses.
    var standing: Standing?
    var decisions: [Decision]
  }

  init(_ database: Database, policy: Policy) throws {
    self.policy = policy
    let vocabulary = try Vocabulary(database)
    selectDomain = try RawStatement(database, "SELECT id FROM domain WHERE name = ?")
    selectRecipient = try RawStatement(
      database, "SELECT id FROM recipient WHERE domain_id = ? AND local = ?")
    histories = try HistoryReader(
      database, vocabulary: vocabulary, codes: try CodeTable(database))
    decisions = try DecisionLog(database)
    domainEvidence = try DomainEvidenceTable(database, vocabulary: vocabulary)
  }

  func verdict(_ address: EmailAddress, now: Int64) throws -> Verdict {
    let domain = try domain(address.domain)
    let history = try history(address, domain)
    return policy.evaluate(history.history, now: now).within(domain.standing?.verdict(at: now))
  }

  /// - Returns: The history, empty for an unknown recipient, and the recipient's number.
  func history(_ address: EmailAddress, _ domain: Domain) throws -> (
    history: RecipientHistory, recipient: Int64?
  ) {
    var recipient: Int64?
    if let id = domain.id {
      selectRecipient.bind(1, id)
      selectRecipient.bind(2, policy.comparedLocalPart(of: address, domain: domain.name))
      defer { selectRecipient.reset() }
      if try selectRecipient.step() { recipient = selectRecipient.int64(0) }
    }
    guard let recipient else {
      return (
        RecipientHistory(domain: domain.name, entries: [], decisions: domain.decisions), nil
      )
    }
    return (
      RecipientHistory(
        domain: domain.name, entries: try histories.history(of: recipient).map(\.entry),
        decisions: try decisions.decisions(recipient: recipient, domain: domain.id)), recipient
    )
  }

  func domain(_ written: String) throws -> Domain {
    if let known = domains[written] { return known }
    if domains.count > 10_000 { domains.removeAll(keepingCapacity: true) }
    var domain = Domain(name: InternationalDomain.ascii(written), decisions: [])
    selectDomain.bind(1, domain.name)
    if try selectDomain.step() { domain.id = selectDomain.int64(0) }
    selectDomain.reset()
    if let id = domain.id {
      domain.decisions = try decisions.decisions(domain: id)
      domain.standing = try domainEvidence.standing(
        id, policy: policy, decisions: domain.decisions)
    }
    domains[written] = domain
    return domain
  }
}
