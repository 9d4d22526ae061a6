import GRDB
import Model
import Policy

/// Writes what holds for recipients. It is in the table after `flush`.
final class VerdictTable {
  private let insert: RowInserter
  private let insertLater: RawStatement
  private let delete: RawStatement
  private let deleteLater: RawStatement
  private let vocabulary: Vocabulary

  init(_ database: Database, vocabulary: Vocabulary) throws {
    self.vocabulary = vocabulary
    let columns = [
      "recipient_id", "state", "rule_id", "cause_id", "starts_at", "until", "incidents",
      "threshold", "step", "first_at", "last_at", "event_id", "code_id", "decision_id",
    ]
    insert = try RowInserter(database, into: "verdict", columns)
    insertLater = try RawStatement(
      database,
      """
      INSERT INTO verdict_later (\(columns.joined(separator: ", ")), part)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    delete = try RawStatement(database, "DELETE FROM verdict WHERE recipient_id = ?")
    deleteLater = try RawStatement(database, "DELETE FROM verdict_later WHERE recipient_id = ?")
  }

  /// - Parameters:
  ///   - recipient: One for whom nothing was written since the last `flush`.
  ///   - isNew: Whether the recipient cannot have a row yet.
  ///   - event: A stored event, by its key.
  func write(
    _ standing: Standing, recipient: Int64, isNew: Bool, event: (EventKey) -> StoredEntry?
  ) throws {
    if !isNew {
      for statement in [delete, deleteLater] {
        statement.bind(1, recipient)
        try statement.run()
      }
    }
    try write(
      standing.first, recipient: recipient, evidence: standing.first.evidence.flatMap(event))
    var start = standing.first.until
    for (index, verdict) in standing.later.enumerated() {
      if verdict.isStored {
        bind(
          insertLater, verdict, recipient, start: start,
          evidence: verdict.evidence.flatMap(event))
        insertLater.bind(15, index + 1)
        try insertLater.run()
      }
      start = verdict.until
    }
  }

  /// Writes the first verdict of a recipient who has no row.
  func write(_ verdict: Verdict, recipient: Int64, evidence: StoredEntry?) throws {
    guard verdict.isStored else { return }
    bind(try insert.newRow(), verdict, recipient, start: nil, evidence: evidence)
  }

  func flush() throws { try insert.flush() }

  /// Drops what was not flushed.
  func forget() { insert.forget() }

  private func bind(
    _ statement: RawStatement, _ verdict: Verdict, _ recipient: Int64, start: Int64?,
    evidence: StoredEntry?
  ) {
    statement.bind(1, recipient)
    statement.bind(2, Vocabulary.id(of: verdict.state))
    statement.bind(3, vocabulary.rules.number(of: verdict.rule))
    statement.bind(4, verdict.cause.flatMap { vocabulary.causes.number(of: $0) })
    statement.bind(5, start)
    statement.bind(6, verdict.until)
    statement.bind(7, verdict.incidents)
    statement.bind(8, verdict.threshold)
    statement.bind(9, verdict.step)
    statement.bind(10, verdict.first)
    statement.bind(11, verdict.last)
    statement.bind(12, evidence?.id)
    statement.bind(13, evidence?.code)
    statement.bind(14, verdict.decision)
  }
}

extension Verdict {
  /// Whether the store keeps a row for it. What is simply ok is not kept.
  var isStored: Bool { state != .ok || rule == .personAllowed || rule == .review }
}
