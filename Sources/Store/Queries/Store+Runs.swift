import GRDB
import Model
import Octets

/// An ingest run as it was recorded.
public struct LoggedRun: Sendable {
  public var id: Int64
  public var startedAt: Int64
  /// Nil while it runs, and for ever where it was killed.
  public var finishedAt: Int64?
  public var milliseconds: Int64?
  public var version: String
  public var sources: String
  public var counts: RunCounts
}

/// A message that could not be read.
public struct LoggedUnreadable: Sendable {
  public var id: Int64
  public var run: Int64
  public var source: String
  public var position: Int64
  public var error: String
  /// In octets; nil where it was not kept.
  public var size: Int64?
}

extension Store {
  /// The runs, latest first.
  ///
  /// - Throws: `StoreError`.
  public func runs(limit: Int = .max) throws -> [LoggedRun] {
    try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, started_at, finished_at, duration_ms, version, sources, messages, reports, events_new,
            events_known, ordinary, unreadable FROM ingest_run ORDER BY id DESC LIMIT ?
          """, arguments: [limit]
      ).map { row in
        var counts = RunCounts()
        counts.messages = row[6]
        counts.reports = row[7]
        counts.eventsNew = row[8]
        counts.eventsKnown = row[9]
        counts.ordinary = row[10]
        counts.unreadable = row[11]
        return LoggedRun(
          id: row[0], startedAt: row[1], finishedAt: row[2], milliseconds: row[3],
          version: row[4], sources: row[5], counts: counts)
      }
    }
  }

  /// The messages that could not be read, of one run or of all.
  ///
  /// - Throws: `StoreError`.
  public func unreadable(run: Int64? = nil) throws -> [LoggedUnreadable] {
    try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, run_id, source, position, error, length(raw) FROM unreadable
          WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id
          """, arguments: [run]
      ).map { row in
        LoggedUnreadable(
          id: row[0], run: row[1], source: row[2], position: row[3], error: row[4], size: row[5])
      }
    }
  }

  /// An unreadable message as it was; nil where there is none of that number or it was not kept.
  ///
  /// - Throws: `StoreError`.
  public func rawMessage(_ id: Int64) throws -> Bytes? {
    try access { database in
      let row = try RawStatement(
        database, "SELECT raw FROM unreadable WHERE id = ? AND raw IS NOT NULL")
      row.bind(1, id)
      return try row.step() ? row.withOctets(0) { Bytes($0) } : nil
    }
  }

  /// How far a file was read, where it is known.
  ///
  /// - Throws: `StoreError`.
  public func sourceMark(_ path: String) throws -> SourceMark? {
    try access { database in
      let row = try RawStatement(
        database,
        "SELECT device, inode, size, modified_ns, position, head FROM source WHERE path = ?")
      row.bind(1, path)
      guard try row.step() else { return nil }
      return SourceMark(
        path: path, device: row.int64(0), inode: row.int64(1), size: row.int64(2),
        modifiedNanoseconds: row.int64(3), position: row.int64(4), head: row.key(5))
    }
  }
}
