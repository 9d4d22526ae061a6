import GRDB
import Model

/// Reads what people decided.
final class DecisionLog {
  private let selectByRecipient: RawStatement
  private let selectByDomain: RawStatement
  private let exist: RawStatement
  /// Whether there are decisions about addresses, and about domains; most stores have none.
  private var existing: (addresses: Bool, domains: Bool)?
  private var byDomain: [Int64: [Decision]] = [:]

  init(_ database: Database) throws {
    func select(_ condition: String) throws -> RawStatement {
      try RawStatement(
        database,
        """
        SELECT d.id, d.at, d.action, d.until, d.who, d.why, d.undoes,
          ifnull(r.spelling, r.local), ifnull(rd.name, dd.name), d.recipient_id IS NOT NULL
        FROM decision d LEFT JOIN domain dd ON dd.id = d.domain_id
        LEFT JOIN recipient r ON r.id = d.recipient_id LEFT JOIN domain rd ON rd.id = r.domain_id
        WHERE \(condition) ORDER BY d.id
        """)
    }
    selectByRecipient = try select("d.recipient_id = ?")
    selectByDomain = try select("d.domain_id = ?")
    // Both are looked up in the partial indices, since imported lists make millions of decisions.
    exist = try RawStatement(
      database,
      """
      SELECT EXISTS (SELECT 1 FROM decision WHERE recipient_id IS NOT NULL),
        EXISTS (SELECT 1 FROM decision WHERE domain_id IS NOT NULL)
      """)
  }

  /// All decisions about an address and about its domain.
  ///
  /// - Parameter recipient: Nil for one that is not in the store.
  func decisions(recipient: Int64?, domain: Int64?) throws -> [Decision] {
    let existing = try whatExists()
    var found: [Decision] = []
    if let recipient, existing.addresses { found = try read(selectByRecipient, recipient) }
    if let domain { found += try decisions(domain: domain) }
    return found
  }

  func decisions(domain: Int64) throws -> [Decision] {
    guard try whatExists().domains else { return [] }
    if let known = byDomain[domain] { return known }
    let read = try read(selectByDomain, domain)
    byDomain[domain] = read
    return read
  }

  func forget() {
    existing = nil
    byDomain.removeAll()
  }

  private func whatExists() throws -> (addresses: Bool, domains: Bool) {
    if let existing { return existing }
    defer { exist.reset() }
    _ = try exist.step()
    let read = (addresses: exist.int(0) == 1, domains: exist.int(1) == 1)
    existing = read
    return read
  }

  private func read(_ statement: RawStatement, _ id: Int64) throws -> [Decision] {
    statement.bind(1, id)
    defer { statement.reset() }
    var found: [Decision] = []
    while try statement.step() {
      let domain = statement.string(8)
      found.append(
        Decision(
          id: statement.int64(0), action: Decision.Action(rawValue: statement.string(2)) ?? .undo,
          target: statement.int(9) == 1
            ? .address(EmailAddress(local: statement.string(7), domain: domain)) : .domain(domain),
          at: statement.int64(1), until: statement.optionalInt64(3), who: statement.string(4),
          why: statement.string(5), undoes: statement.optionalInt64(6)))
    }
    return found
  }
}
