import GRDB
import Octets

/// The number of a text that many rows have in common: from memory, or from its table, into which it is
/// written where it is new.
final class Interner {
  private let select: RawStatement
  private let insert: RawStatement
  private let known = OctetTable()
  /// By the number in `known`.
  private var ids: [Int64] = []
  /// How many texts are remembered: a mailbox full of random names must not fill the memory.
  private static let capacity = 100_000

  init(_ database: Database, table: String, column: String) throws {
    select = try RawStatement(database, "SELECT id FROM \(table) WHERE \(column) = ?")
    insert = try RawStatement(database, "INSERT INTO \(table) (\(column)) VALUES (?)")
  }

  /// - Parameter text: UTF-8.
  func id(_ text: UnsafeBufferPointer<UInt8>) throws -> Int64 {
    if let number = known.number(of: text) { return ids[number] }
    if ids.count >= Interner.capacity { forget() }
    select.bindText(1, text)
    defer { select.reset() }
    let id: Int64
    if try select.step() {
      id = select.int64(0)
    } else {
      insert.bindText(1, text)
      try insert.run()
      id = insert.lastInsertedRowID
    }
    _ = known.insert(text)
    ids.append(id)
    return id
  }

  func id(_ text: String) throws -> Int64 {
    var text = text
    return try text.withUTF8 { try id($0) }
  }

  /// After a transaction that was rolled back, or when another process has written.
  func forget() {
    guard !ids.isEmpty else { return }
    known.removeAll()
    ids.removeAll(keepingCapacity: true)
  }
}
