import GRDB
import Model
import Policy

/// Writes what holds for recipients.
final class VerdictTable {
  private let insert: RawStatement
  private let delete: RawStatement
  private let vocabulary: Vocabulary

  init(_ database: Database, vocabulary: Vocabulary) throws {
    self.vocabulary = vocabulary
    insert = try RawStatement(
      database,
      """
      INSERT INTO verdict (recipient_id, part, state, rule_id, cause_id, starts_at, until, incidents,
        threshold, step, first_at, last_at, event_id, decision_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    delete = try RawStatement(database, "DELETE FROM verdict WHERE recipient_id = ?")
  }

  /// - Parameters:
  ///   - isNew: Whether the recipient cannot have a row yet.
  ///   - event: The number of an event, by its key.
  func write(
    _ standing: Standing, recipient: Int64, isNew: Bool, event: (EventKey) -> Int64?
  ) throws {
    if !isNew {
      delete.bind(1, recipient)
      try delete.run()
    }
    var part: Int64 = 0
    var start: Int64?
    try write(standing.first, &part, &start, recipient, event)
    for verdict in standing.later { try write(verdict, &part, &start, recipient, event) }
  }

  private func write(
    _ verdict: Verdict, _ part: inout Int64, _ start: inout Int64?, _ recipient: Int64,
    _ event: (EventKey) -> Int64?
  ) throws {
    if verdict.isStored {
      insert.bind(1, recipient)
      insert.bind(2, part)
      insert.bind(3, Vocabulary.id(of: verdict.state))
      insert.bind(4, vocabulary.ruleIDs[verdict.rule])
      insert.bind(5, verdict.cause.flatMap { vocabulary.causeIDs[$0] })
      insert.bind(6, start)
      insert.bind(7, verdict.until)
      insert.bind(8, verdict.incidents)
      insert.bind(9, verdict.threshold)
      insert.bind(10, verdict.step)
      insert.bind(11, verdict.first)
      insert.bind(12, verdict.last)
      insert.bind(13, verdict.evidence.flatMap(event))
      insert.bind(14, verdict.decision)
      try insert.run()
    }
    part += 1
    start = verdict.until
  }
}

extension Verdict {
  /// Whether the store keeps a row for it. What is simply ok is not kept.
  var isStored: Bool { state != .ok || rule == .personAllowed || rule == .review }
}
