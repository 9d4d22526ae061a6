import GRDB

/// The number of a text that many rows have in common: from memory, or from its table, into which it is
/// written where it is new.
final class Interner {
  private let select: RawStatement
  private let insert: RawStatement
  private var known: [String: Int64] = [:]
  /// What was asked for last: neighbours often say the same.
  private var last: (text: String, id: Int64)?
  /// How many texts are remembered: a mailbox full of random names must not fill the memory.
  private static let capacity = 100_000

  init(_ database: Database, table: String, column: String) throws {
    select = try RawStatement(database, "SELECT id FROM \(table) WHERE \(column) = ?")
    insert = try RawStatement(database, "INSERT INTO \(table) (\(column)) VALUES (?)")
  }

  func id(_ text: String) throws -> Int64 {
    if let last, last.text == text { return last.id }
    if let id = known[text] {
      last = (text, id)
      return id
    }
    if known.count >= Interner.capacity { known.removeAll(keepingCapacity: true) }
    select.bind(1, text)
    defer { select.reset() }
    let id: Int64
    if try select.step() {
      id = select.int64(0)
    } else {
      insert.bind(1, text)
      try insert.run()
      id = insert.lastInsertedRowID
    }
    known[text] = id
    last = (text, id)
    return id
  }

  func id(_ text: String?) throws -> Int64? { try text.map { try id($0) } }

  /// After a transaction that was rolled back, or when another process has written.
  func forget() {
    known.removeAll(keepingCapacity: true)
    last = nil
  }
}
