import GRDB
import Model
import Policy

/// Finds recipients, and makes those that are new.
final class RecipientTable {
  private let insert: RowInserter
  private let select: RawStatement
  private let domains: Interner

  /// How many recipients can be added at once.
  static let mostAtOnce = 16

  init(_ database: Database) throws {
    insert = try RowInserter(
      database, into: "recipient", ["domain_id", "local", "spelling"], onConflict: .ignore,
      rowsAtOnce: RecipientTable.mostAtOnce)
    select = try RawStatement(
      database, "SELECT id FROM recipient WHERE domain_id = ? AND local = ?")
    domains = try Interner(database, table: "domain", column: "name")
  }

  /// - Parameter name: In its DNS form.
  func domain(_ name: String) throws -> Int64 { try domains.id(name) }
  func domain(_ name: UnsafeBufferPointer<UInt8>) throws -> Int64 { try domains.id(name) }

  /// Adds a recipient, unless it is there.
  ///
  /// - Parameters:
  ///   - local: The local part as addresses are compared, in UTF-8.
  ///   - spelling: As it was written, where that is something else.
  func add(
    domain: Int64, local: UnsafeBufferPointer<UInt8>, spelling: UnsafeBufferPointer<UInt8>?
  ) throws {
    let row = try insert.newRow()
    row.bind(1, domain)
    row.bindText(2, local)
    if let spelling { row.bindText(3, spelling) } else { row.bindNull(3) }
  }

  /// Writes those that were added, at most `mostAtOnce`.
  ///
  /// - Returns: The numbers of those that were not there before, in their order.
  func finishAdding() throws -> Range<Int64> {
    let count = try insert.flush()
    guard count > 0 else { return 0..<0 }
    let last = insert.lastInsertedRowID
    return last - Int64(count) + 1..<last + 1
  }

  /// The number of a recipient that is there.
  func number(domain: Int64, local: UnsafeBufferPointer<UInt8>) throws -> Int64 {
    select.bind(1, domain)
    select.bindText(2, local)
    defer { select.reset() }
    return try select.step() ? select.int64(0) : 0
  }

  /// The number of a recipient, who is made where there is none.
  ///
  /// - Parameter local: The local part as addresses are compared.
  func recipient(_ address: EmailAddress, domain: Int64, local: String) throws -> Int64 {
    var (local, spelling) = (local, address.local)
    return try local.withUTF8 { local in
      try spelling.withUTF8 { spelling in
        try add(
          domain: domain, local: local, spelling: local.elementsEqual(spelling) ? nil : spelling)
        let new = try finishAdding()
        return try new.first ?? number(domain: domain, local: local)
      }
    }
  }

  func forget() {
    domains.forget()
    insert.forget()
  }
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
