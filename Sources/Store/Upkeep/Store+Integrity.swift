import GRDB

extension Store {
  /// Looks through the whole file for damage.
  ///
  /// - Returns: What was found, nothing where all is well.
  /// - Throws: `StoreError`.
  public func integrityProblems() throws -> [String] {
    try access { database in
      do {
        let damage = try String.fetchAll(database, sql: "PRAGMA integrity_check(100)")
          .filter { $0 != "ok" }
        guard damage.isEmpty else { return damage }
        return try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(100).map { row in
          let (table, id, parent): (String, Int64?, String) = (row[0], row[1], row[2])
          return "\(table) \(id ?? 0) refers to a row of \(parent) that is not there"
        }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        // Damaged so much that it cannot even be looked through.
        return [error.message ?? "the file is malformed"]
      }
    }
  }
}
