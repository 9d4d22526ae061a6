import GRDB
import Model
import Policy

/// Finds recipients, and makes those that are new.
final class RecipientTable {
  private let insert: RawStatement
  private let select: RawStatement
  private let domains: Interner

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

  /// - Parameter name: In its DNS form.
  func domain(_ name: String) throws -> Int64 { try domains.id(name) }
  func domain(_ name: UnsafeBufferPointer<UInt8>) throws -> Int64 { try domains.id(name) }

  /// The number of a recipient, and whether it was made just now.
  ///
  /// - Parameters:
  ///   - local: The local part as addresses are compared, in UTF-8.
  ///   - spelling: As it was written, where that is something else.
  func recipient(
    domain: Int64, local: UnsafeBufferPointer<UInt8>, spelling: UnsafeBufferPointer<UInt8>?
  ) throws -> (id: Int64, isNew: Bool) {
    insert.bind(1, domain)
    insert.bindText(2, local)
    if let spelling { insert.bindText(3, spelling) } else { insert.bindNull(3) }
    try insert.run()
    if insert.changes > 0 { return (insert.lastInsertedRowID, true) }
    select.bind(1, domain)
    select.bindText(2, local)
    defer { select.reset() }
    return (try select.step() ? select.int64(0) : 0, false)
  }

  func recipient(_ address: EmailAddress, domain: Int64, local: String) throws -> Int64 {
    var (local, spelling) = (local, address.local)
    return try local.withUTF8 { local in
      try spelling.withUTF8 { spelling in
        try recipient(
          domain: domain, local: local, spelling: local.elementsEqual(spelling) ? nil : spelling
        ).id
      }
    }
  }

  func forget() { domains.forget() }
}

extension Policy {
  /// The local part as addresses are compared.
  func comparedLocalPart(of address: EmailAddress, domain: String) -> String {
    switch localPartCase(at: domain) {
    case .fold: address.local.inLowerCase
    case .keep: address.local
    }
  }
}
