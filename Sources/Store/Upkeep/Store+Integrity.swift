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
        return try missingRows(database) + doubledEvents(database)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        // Damaged so much that it cannot even be looked through.
        return [error.message ?? "the file is malformed"]
      }
    }
  }

  private func missingRows(_ database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(100).map { row in
      let (table, id, parent): (String, Int64?, String) = (row[0], row[1], row[2])
      return "\(table) \(id ?? 0) refers to a row of \(parent) that is not there"
    }
  }

  private func doubledEvents(_ database: Database) throws -> [String] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT first.id, event.id FROM event JOIN event AS first
          ON first.recipient_id = event.recipient_id AND first.id < event.id AND first.key = event.key
        LIMIT 100
        """
    ).map { row in
      let (first, second): (Int64, Int64) = (row[0], row[1])
      return "event \(second) is event \(first) once more"
    }
  }
}
