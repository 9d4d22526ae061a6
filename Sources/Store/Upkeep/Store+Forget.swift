import Foundation
import GRDB
import Model
import Policy

extension Store {
  /// Erases all that is known about an address, and keeps it suppressed: a salted hash is left, by which
  /// later questions and later bounces recognise it. A `release` or `allow` takes that away too.
  ///
  /// - Returns: How many events were erased.
  /// - Throws: `StoreError`.
  @discardableResult
  public func forget(_ address: EmailAddress, who: String, why: String, now: Int64) throws -> Int {
    let policy = try policy()
    // What is deleted is overwritten, and not only given back for later use.
    try access { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    let erased = try transaction(checksReferences: false) { database in
      let erased = try Store.erase(database, address, policy)
      let salt = try ForgottenAddresses.makeSalt(database)
      try database.execute(
        sql: "INSERT OR REPLACE INTO forgotten (hash, at, who, why) VALUES (?, ?, ?, ?)",
        arguments: [Data(ForgottenAddresses.hash(address, salt)), now, who, why])
      return erased
    }
    try access { database in
      try database.execute(sql: "PRAGMA secure_delete = OFF")
      // The write-ahead log still holds the pages as they were.
      _ = try database.checkpoint(.truncate)
    }
    return erased
  }

  private static func erase(_ database: Database, _ address: EmailAddress, _ policy: Policy) throws
    -> Int
  {
    let domainName = InternationalDomain.ascii(address.domain)
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT r.id, r.domain_id FROM recipient r JOIN domain d ON d.id = r.domain_id
        WHERE d.name = ? AND r.local = ?
        """,
      arguments: [domainName, policy.comparedLocalPart(of: address, domain: domainName)])
    // Others' reports may name the address, and messages that could not be read may.
    let key = address.key
    try database.execute(
      sql: "UPDATE event SET via = NULL WHERE lower(via) = ?", arguments: [key])
    try database.execute(
      sql: "UPDATE unreadable SET raw = NULL WHERE instr(lower(CAST(raw AS TEXT)), ?) > 0",
      arguments: [key])
    guard let row else { return 0 }
    let recipient: Int64 = row[0]
    for table in ["verdict", "verdict_later"] {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE recipient_id = ?", arguments: [recipient])
    }
    try database.execute(
      sql: "DELETE FROM decision WHERE recipient_id = ?", arguments: [recipient])
    try database.execute(sql: "DELETE FROM event WHERE recipient_id = ?", arguments: [recipient])
    let erased = database.changesCount
    try database.execute(sql: "DELETE FROM recipient WHERE id = ?", arguments: [recipient])
    try Reevaluator(database, policy: policy).domain(row[1])
    return erased
  }
}
