import GRDB

extension Store {
  /// A setting of the store, as it was put; nil where it never was.
  ///
  /// - Throws: `StoreError`.
  public func setting(_ name: String) throws -> String? {
    try access { database in
      try String.fetchOne(
        database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
    }
  }

  /// Puts settings, or takes them away where the value is nil; all at once.
  ///
  /// - Throws: `StoreError`.
  public func set(_ settings: [(name: String, value: String?)]) throws {
    try transaction { database in
      for (name, value) in settings {
        if let value {
          try database.execute(
            sql: """
              INSERT INTO setting (name, value) VALUES (?, ?)
              ON CONFLICT (name) DO UPDATE SET value = excluded.value
              """, arguments: [name, value])
        } else {
          try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
        }
      }
    }
  }
}
