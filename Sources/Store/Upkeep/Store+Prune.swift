import GRDB
import Model

/// What was removed.
public struct PruneCounts: Sendable, Equatable {
  public var events = 0
  public var recipients = 0
  /// Unreadable messages whose octets were let go; that they came, and what was wrong, is kept.
  public var rawMessages = 0
}

extension Store {
  /// Removes evidence that nothing rests on any more: the events before `moment` of recipients that nothing
  /// is held against, and the octets of unreadable messages of runs before it. Counts by cause and day and
  /// by template stay.
  ///
  /// What was removed comes back when the same mail is ingested again.
  ///
  /// - Throws: `StoreError`.
  public func prune(before moment: Int64) throws -> PruneCounts {
    let policy = try policy()
    return try transaction(checksReferences: false) { database in
      var counts = PruneCounts()
      try database.execute(
        sql: """
          DELETE FROM event WHERE at < ?
            AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.recipient_id = event.recipient_id)
            AND NOT EXISTS (SELECT 1 FROM verdict_later v WHERE v.recipient_id = event.recipient_id)
          """, arguments: [moment])
      counts.events = database.changesCount
      try database.execute(
        sql: """
          DELETE FROM recipient
          WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.recipient_id = recipient.id)
            AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.recipient_id = recipient.id)
          """)
      counts.recipients = database.changesCount
      try database.execute(
        sql: """
          UPDATE unreadable SET raw = NULL WHERE raw IS NOT NULL
            AND run_id IN (SELECT id FROM ingest_run WHERE started_at < ?)
          """, arguments: [moment])
      counts.rawMessages = database.changesCount
      if counts.events > 0 { try Reevaluator(database, policy: policy).all() }
      return counts
    }
  }

  /// Gives the room that was freed back to the file system. Needs as much free room as the file is large.
  ///
  /// - Throws: `StoreError`.
  public func compact() throws {
    try access { database in
      try database.execute(sql: "VACUUM")
      _ = try database.checkpoint(.truncate)
    }
  }
}
