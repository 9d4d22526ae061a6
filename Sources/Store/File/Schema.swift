import GRDB
import Migrations

/// The shape of the file, and how an older one is brought up to date.
struct Schema {
  /// Marks the file as ours, as file(1) and SQLite's own tools show it: "Rbnd".
  static let applicationID: Int32 = 0x5262_6E64

  let migrations: [Migration]

  init(migrations: [Migration] = Migration.all) { self.migrations = migrations }

  /// The version this program writes.
  var current: Int { migrations.last?.number ?? 0 }

  enum State: Equatable {
    case empty
    case ours(version: Int)
  }

  /// What the file is. Reads nothing but its header, unless nobody has signed it.
  func state(_ database: Database, path: String) throws -> State {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if application == Schema.applicationID {
      guard version <= current else {
        throw StoreError.newer(path: path, version: version, known: current)
      }
      return .ours(version: version)
    }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard application == 0, version == 0, tables == 0 else { throw StoreError.foreign(path: path) }
    return .empty
  }

  /// Takes the steps that are missing, each in a transaction of its own, so that a process that is killed
  /// on the way leaves a whole file of some version.
  func migrate(_ database: Database, path: String) throws {
    for migration in migrations {
      try database.inTransaction(.immediate) {
        // Asked inside of the transaction: another process may be doing the same.
        if case .ours(let version) = try state(database, path: path), version >= migration.number {
          return .commit
        }
        try database.execute(sql: migration.sql)
        try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(migration.number)")
        return .commit
      }
    }
  }
}
