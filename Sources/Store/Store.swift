import CSQLiteSettings
import GRDB
import Migrations
import Model
import Policy

/// The SQLite file: everything that is known about bounced mail.
///
/// One value is one connection. Any number of processes may read at any time; one writes at a time, the
/// others wait for it.
public final class Store: Sendable {
  public enum Mode: Sendable {
    /// Changes nothing and never waits for a writer.
    case readOnly
    /// Makes the file where there is none, and brings an older one up to date.
    case readWrite
  }

  public let path: String
  public let mode: Mode
  let queue: DatabaseQueue
  private let identity: StoreFile.Identity?

  /// Opens the file.
  ///
  /// - Parameters:
  ///   - busyTimeout: How long to wait for another writer, in seconds.
  /// - Throws: `StoreError`.
  public convenience init(path: String, mode: Mode, busyTimeout: Double = 5) throws {
    try self.init(path: path, mode: mode, busyTimeout: busyTimeout, schema: Schema())
  }

  init(path: String, mode: Mode, busyTimeout: Double, schema: Schema) throws {
    Store.settings
    // SQLite would take it for a URI.
    let path = path.hasPrefix("file:") ? "./" + path : path
    self.path = path
    self.mode = mode
    let file = StoreFile(path: path)
    do {
      switch mode {
      case .readWrite:
        if !file.exists { try file.create() }
        if file.isTruncated { throw StoreError.damaged(path: path, detail: "its end is missing") }
        guard file.isWritable else { throw StoreError.readOnly(path: path) }
        queue = try Store.openForWriting(path, busyTimeout: busyTimeout, schema: schema)
      case .readOnly:
        guard file.exists else { throw StoreError.missing(path: path) }
        if file.isTruncated { throw StoreError.damaged(path: path, detail: "its end is missing") }
        queue = try Store.openForReading(
          path, busyTimeout: busyTimeout, schema: schema, isWritable: file.isWritable)
      }
    } catch {
      let error = StoreError(error, path: path)
      // The write-ahead log and the file that readers and writers share are made beside the store.
      if case .cannotOpen = error, mode == .readWrite, file.exists, !file.isDirectoryWritable {
        throw StoreError.readOnly(path: path)
      }
      throw error
    }
    identity = file.identity
  }

  /// Made once, before SQLite is used.
  private static let settings: Void = rebound_sqlite_leave_out_memory_statistics()

  /// Makes sure that what was written can be found again: SQLite goes on to write into a file that was
  /// removed, or that another has replaced.
  ///
  /// - Throws: `StoreError.replaced`.
  func checkPlace() throws(StoreError) {
    guard StoreFile(path: path).identity == identity else { throw .replaced(path: path) }
  }

  private static func openForWriting(_ path: String, busyTimeout: Double, schema: Schema) throws
    -> DatabaseQueue
  {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { database in
      // Before anything is written: the file may be somebody else's.
      let state = try schema.state(database, path: path)
      // In the write-ahead log mode readers never wait; the mode is a property of the file.
      if state == .empty { try database.execute(sql: "PRAGMA journal_mode = WAL") }
      // Safe in this mode: a power failure may lose the last transactions, never a part of one, and the
      // next ingest brings them again.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      if state != .ours(version: schema.current) { try schema.migrate(database, path: path) }
      database.stopAuthorizing()
      try Vocabulary.refresh(database)
      try Reevaluator.refresh(database, path: path)
    }
    return queue
  }

  private static func openForReading(
    _ path: String, busyTimeout: Double, schema: Schema, isWritable: Bool
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { $0.stopAuthorizing() }
    let queue: DatabaseQueue
    let state: Schema.State
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      state = try queue.inDatabase { try schema.state($0, path: path) }
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      return try openImmutable(path, configuration, schema)
    }
    switch state {
    case .ours(schema.current): return queue
    case .ours(let version) where !isWritable:
      throw StoreError.older(path: path, version: version, known: schema.current)
    case .empty where !isWritable: throw StoreError.missing(path: path)
    case .ours, .empty:
      try queue.close()
      try openForWriting(path, busyTimeout: busyTimeout, schema: schema).close()
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  /// Reading a file in write-ahead log mode needs a shared-memory file beside it, which a user who may
  /// only read the directory cannot make. Where no log is waiting nobody is writing, and the file can be
  /// read as it is.
  private static func openImmutable(
    _ path: String, _ configuration: Configuration, _ schema: Schema
  )
    throws -> DatabaseQueue
  {
    // An empty one is left behind by whoever only read.
    guard StoreFile(path: path + "-wal").size == 0 else {
      throw StoreError.cannotOpen(
        path: path, detail: "a write-ahead log is waiting and the directory is not writable")
    }
    let escaped = path.map { character in
      switch character {
      case "%": "%25"
      case "?": "%3f"
      case "#": "%23"
      default: String(character)
      }
    }.joined()
    let queue = try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
    let state = try queue.inDatabase { try schema.state($0, path: path) }
    guard state == .ours(version: schema.current) else {
      if case .ours(let version) = state {
        throw StoreError.older(path: path, version: version, known: schema.current)
      }
      throw StoreError.foreign(path: path)
    }
    return queue
  }

  /// Runs `body` on the connection, with its errors made clear.
  func access<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try queue.inDatabase(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Runs `body` in a transaction that is allowed to write from its start, so that it waits for other
  /// writers there and nowhere else.
  ///
  /// - Parameter checksReferences: Whether SQLite looks up every row that is referred to. Not for work on
  ///   many rows: to remove an event it would read all verdicts, which may refer to it.
  func transaction<Result>(
    checksReferences: Bool = true, _ body: (Database) throws -> Result
  ) throws -> Result {
    try access { database in
      var result: Result?
      // Cannot be changed inside of a transaction.
      if !checksReferences { try database.execute(sql: "PRAGMA foreign_keys = OFF") }
      defer {
        if !checksReferences { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
      }
      try database.inTransaction(.immediate) {
        result = try body(database)
        return .commit
      }
      guard let result else {
        throw StoreError.failed(path: path, detail: "transaction without result")
      }
      return result
    }
  }
}
