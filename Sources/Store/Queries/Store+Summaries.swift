import GRDB
import Model

/// How often a cause occurred.
public struct CauseCount: Sendable {
  public var cause: Cause
  public var failures: Int
  public var delays: Int
  /// The days, as Unix seconds of their beginning.
  public var first: Int64
  public var last: Int64
}

/// What servers say, and how often.
public struct TemplateCount: Sendable {
  public var template: String
  public var cause: Cause
  public var events: Int
  public var first: Int64
  public var last: Int64
}

extension Store {
  /// The causes that occurred, most frequent first.
  ///
  /// - Parameters:
  ///   - since: Only days from the one of this moment on.
  ///   - until: Only days before the one of this moment.
  /// - Throws: `StoreError`.
  public func causes(since: Int64? = nil, until: Int64? = nil) throws -> [CauseCount] {
    try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT c.name, sum(d.failed), sum(d.delayed), min(d.day), max(d.day)
          FROM cause_day d JOIN cause c ON c.id = d.cause_id
          WHERE d.day >= ? AND d.day < ?
          GROUP BY d.cause_id ORDER BY 2 DESC, 3 DESC, c.name
          """,
        arguments: [
          since.map(UTCTime.day(of:)) ?? .min, until.map(UTCTime.day(of:)) ?? .max,
        ]
      ).compactMap { row in
        Cause(rawValue: row[0]).map {
          CauseCount(
            cause: $0, failures: row[1], delays: row[2],
            first: row[3] * UTCTime.secondsPerDay, last: row[4] * UTCTime.secondsPerDay)
        }
      }
    }
  }

  /// What servers said, most frequent first.
  ///
  /// - Throws: `StoreError`.
  public func templates(cause: Cause? = nil, limit: Int = .max) throws -> [TemplateCount] {
    try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT t.text, c.name, t.events, t.first_at, t.last_at
          FROM template t JOIN cause c ON c.id = t.cause_id
          WHERE t.events > 0 AND (?1 IS NULL OR c.name = ?1)
          ORDER BY t.events DESC, t.text, c.name LIMIT ?2
          """, arguments: [cause?.rawValue, limit]
      ).compactMap { row in
        Cause(rawValue: row[1]).map {
          TemplateCount(template: row[0], cause: $0, events: row[2], first: row[3], last: row[4])
        }
      }
    }
  }
}
