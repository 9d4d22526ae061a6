import GRDB
import Model
import Policy

/// Finds recipients, and makes those that are new.
final class RecipientTable {
  private let insert: RawStatement
  private let select: RawStatement
  private let domains: Interner
  private var domainIDs: [String: Domain] = [:]
  private static let capacity = 100_000

  struct Domain {
    var id: Int64
    /// In its DNS form.
    var name: String
  }

  init(_ database: Database) throws {
    insert = try RawStatement(
      database,
      """
      INSERT INTO recipient (domain_id, local, spelling) VALUES (?, ?, ?)
      ON CONFLICT (domain_id, local) DO NOTHING
      """)
    select = try RawStatement(
      database, "SELECT id FROM recipient WHERE domain_id = ? AND local = ?")
    domains = try Interner(database, table: "domain", column: "name")
  }

  /// - Parameter written: As it stands in the address.
  func domain(_ written: String) throws -> Domain {
    if let known = domainIDs[written] { return known }
    if domainIDs.count >= RecipientTable.capacity { domainIDs.removeAll(keepingCapacity: true) }
    let name = InternationalDomain.ascii(written)
    let domain = Domain(id: try domains.id(name), name: name)
    domainIDs[written] = domain
    return domain
  }

  /// The number of a recipient, and whether it was made just now.
  func recipient(domain: Int64, local: String, spelling: String) throws -> (id: Int64, isNew: Bool)
  {
    insert.bind(1, domain)
    insert.bind(2, local)
    insert.bind(3, spelling == local ? nil : spelling)
    try insert.run()
    if insert.changes > 0 { return (insert.lastInsertedRowID, true) }
    select.bind(1, domain)
    select.bind(2, local)
    defer { select.reset() }
    return (try select.step() ? select.int64(0) : 0, false)
  }

  func forget() {
    domains.forget()
    domainIDs.removeAll(keepingCapacity: true)
  }
}

extension Policy {
  /// The local part as addresses are compared.
  func comparedLocalPart(of address: EmailAddress, domain: String) -> String {
    switch localPartCase(at: domain) {
    case .fold: address.local.lowercased()
    case .keep: address.local
    }
  }
}
