import GRDB
import Model

/// What servers say: the number of each text, and how often and when it was said, gathered in memory and
/// written once for each batch.
final class TemplateTable {
  private let select: RawStatement
  private let insert: RawStatement
  private let update: RawStatement
  private var known: [Key: Int64] = [:]
  /// What was asked for last: neighbours often say the same.
  private var last: (key: Key, id: Int64)?
  private var tallies: [Int64: Tally] = [:]
  private static let capacity = 50_000

  private struct Key: Hashable {
    var text: String
    var cause: Int64
  }

  private struct Tally {
    var events = 0
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ at: Int64) {
      events += 1
      first = min(first, at)
      last = max(last, at)
    }
  }

  init(_ database: Database) throws {
    select = try RawStatement(database, "SELECT id FROM template WHERE text = ? AND cause_id = ?")
    insert = try RawStatement(
      database,
      "INSERT INTO template (text, cause_id, events, first_at, last_at) VALUES (?, ?, 0, ?, ?)")
    update = try RawStatement(
      database,
      """
      UPDATE template SET events = events + ?, first_at = min(first_at, ?),
        last_at = max(last_at, ?) WHERE id = ?
      """)
  }

  func id(_ text: String, cause: Int64, at: Int64) throws -> Int64 {
    let id: Int64
    let key = Key(text: text, cause: cause)
    if let last, last.key == key {
      id = last.id
    } else if let held = known[key] {
      id = held
    } else {
      if known.count >= TemplateTable.capacity { known.removeAll(keepingCapacity: true) }
      select.bind(1, text)
      select.bind(2, cause)
      defer { select.reset() }
      if try select.step() {
        id = select.int64(0)
      } else {
        insert.bind(1, text)
        insert.bind(2, cause)
        insert.bind(3, at)
        insert.bind(4, at)
        try insert.run()
        id = insert.lastInsertedRowID
      }
      known[key] = id
    }
    last = (key, id)
    tallies[id, default: Tally()].add(at)
    return id
  }

  func flush() throws {
    for (id, tally) in tallies {
      update.bind(1, tally.events)
      update.bind(2, tally.first)
      update.bind(3, tally.last)
      update.bind(4, id)
      try update.run()
    }
    tallies.removeAll(keepingCapacity: true)
  }

  func forget() {
    known.removeAll(keepingCapacity: true)
    last = nil
    tallies.removeAll(keepingCapacity: true)
  }
}
