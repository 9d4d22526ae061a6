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
  private let selectVerdict: RawStatement
  private let vocabulary: Vocabulary
  private let histories: HistoryReader
  private let decisions: DecisionLog
  private let domainEvidence: DomainEvidenceTable
  private let forgotten: ForgottenAddresses
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
    vocabulary = try Vocabulary(database)
    selectDomain = try RawStatement(database, "SELECT id FROM domain WHERE name = ?")
    selectRecipient = try RawStatement(
      database, "SELECT id FROM recipient WHERE domain_id = ? AND local = ?")
    selectVerdict = try RawStatement(database, RecipientList.verdictOfOne)
    histories = try HistoryReader(
      database, vocabulary: vocabulary, codes: try CodeTable(database))
    decisions = try DecisionLog(database)
    domainEvidence = try DomainEvidenceTable(database, vocabulary: vocabulary)
    forgotten = try ForgottenAddresses(database)
  }

  func verdict(_ address: EmailAddress, now: Int64) throws -> Verdict {
    let domain = try domain(address.domain)
    let whole = domain.standing?.verdict(at: now)
    let verdict = try ruled(address, domain, now).within(whole)
    // A decision for a limited time about somebody who was forgotten does not make them known again.
    guard verdict.state == .ok, verdict.rule != .personAllowed, try forgotten.contains(address)
    else { return verdict }
    return Verdict(.suppress, .forgotten)
  }

  private func ruled(_ address: EmailAddress, _ domain: Domain, _ now: Int64) throws -> Verdict {
    guard let recipient = try recipient(address, domain) else {
      return policy.evaluate(try history(of: nil, domain), now: now)
    }
    // What is held against somebody is written down; only why nothing is needs the whole history.
    return try stored(recipient, now)
      ?? policy.evaluate(try history(of: recipient, domain), now: now)
  }

  private func stored(_ recipient: Int64, _ now: Int64) throws -> Verdict? {
    selectVerdict.bind(1, now)
    selectVerdict.bind(2, recipient)
    defer { selectVerdict.reset() }
    return try selectVerdict.step() ? RecipientList.verdict(selectVerdict, vocabulary) : nil
  }

  /// - Returns: Nil for one that is not in the store.
  func recipient(_ address: EmailAddress, _ domain: Domain) throws -> Int64? {
    guard let id = domain.id else { return nil }
    selectRecipient.bind(1, id)
    selectRecipient.bind(2, policy.comparedLocalPart(of: address, domain: domain.name))
    defer { selectRecipient.reset() }
    return try selectRecipient.step() ? selectRecipient.int64(0) : nil
  }

  /// - Parameter recipient: Nil for one that is not in the store, which has only its domain's decisions.
  func history(of recipient: Int64?, _ domain: Domain) throws -> RecipientHistory {
    RecipientHistory(
      domain: domain.name,
      entries: try recipient.map { try histories.history(of: $0).map(\.entry) } ?? [],
      decisions: try recipient.map { try decisions.decisions(recipient: $0, domain: domain.id) }
        ?? domain.decisions)
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
