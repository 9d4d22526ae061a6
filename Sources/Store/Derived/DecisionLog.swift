import GRDB
import Model

/// Reads what people decided.
final class DecisionLog {
  private let selectByRecipient: RawStatement
  private let selectByDomain: RawStatement
  private let count: RawStatement
  /// How many decisions there are about addresses, and about domains; most stores have none.
  private var counts: (addresses: Int, domains: Int)?
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
    count = try RawStatement(database, "SELECT count(recipient_id), count(domain_id) FROM decision")
  }

  /// All decisions about an address and about its domain.
  ///
  /// - Parameter recipient: Nil for one that is not in the store.
  func decisions(recipient: Int64?, domain: Int64?) throws -> [Decision] {
    let counts = try currentCounts()
    var found: [Decision] = []
    if let recipient, counts.addresses > 0 { found = try read(selectByRecipient, recipient) }
    if let domain { found += try decisions(domain: domain) }
    return found
  }

  func decisions(domain: Int64) throws -> [Decision] {
    guard try currentCounts().domains > 0 else { return [] }
    if let known = byDomain[domain] { return known }
    let read = try read(selectByDomain, domain)
    byDomain[domain] = read
    return read
  }

  func forget() {
    counts = nil
    byDomain.removeAll()
  }

  private func currentCounts() throws -> (addresses: Int, domains: Int) {
    if let counts { return counts }
    defer { count.reset() }
    _ = try count.step()
    let read = (addresses: count.int(0), domains: count.int(1))
    counts = read
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
