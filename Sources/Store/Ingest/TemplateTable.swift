import GRDB
import Model
import Octets

/// What servers say: the number of each text, and how often and when it was said, gathered in memory and
/// written once for each batch.
final class TemplateTable {
  private let select: RawStatement
  private let insert: RawStatement
  private let update: RawStatement
  /// Texts in groups by their cause.
  private let known = OctetTable()
  /// By the number in `known`.
  private var ids: [Int64] = []
  private var tallies: [Tally] = []
  /// The numbers of those that were said since they were last written.
  private var said: [Int] = []
  /// How many texts are remembered from batch to batch.
  private static let capacity = 50_000

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

  /// - Parameter text: UTF-8.
  func id(_ text: UnsafeBufferPointer<UInt8>, cause: Int64, at: Int64) throws -> Int64 {
    let number = try known.number(of: text, in: cause) ?? look(up: text, cause: cause, at: at)
    if tallies[number].events == 0 { said.append(number) }
    tallies[number].add(at)
    return ids[number]
  }

  private func look(up text: UnsafeBufferPointer<UInt8>, cause: Int64, at: Int64) throws -> Int {
    select.bindText(1, text)
    select.bind(2, cause)
    defer { select.reset() }
    let id: Int64
    if try select.step() {
      id = select.int64(0)
    } else {
      insert.bindText(1, text)
      insert.bind(2, cause)
      insert.bind(3, at)
      insert.bind(4, at)
      try insert.run()
      id = insert.lastInsertedRowID
    }
    ids.append(id)
    tallies.append(Tally())
    return known.insert(text, in: cause)
  }

  func flush() throws {
    for number in said {
      let tally = tallies[number]
      update.bind(1, tally.events)
      update.bind(2, tally.first)
      update.bind(3, tally.last)
      update.bind(4, ids[number])
      try update.run()
      tallies[number] = Tally()
    }
    said.removeAll(keepingCapacity: true)
    if ids.count > TemplateTable.capacity { forget() }
  }

  func forget() {
    guard !ids.isEmpty else { return }
    known.removeAll()
    ids.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
    said.removeAll(keepingCapacity: true)
  }
}
