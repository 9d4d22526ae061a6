import GRDB
import Model

/// The numbers of code pairs, and what class of failure each stands for.
final class CodeTable {
  private let select: RawStatement
  private let insert: RawStatement
  private let selectByID: RawStatement
  /// By `Pair.number`.
  private var known: [Int: Int64] = [:]
  private var byID: [Int64: Pair] = [:]

  private struct Pair {
    var reply: Int
    var status: EnhancedStatus?
    /// Another one for each pair.
    var number: Int { reply << 32 | (status?.packed ?? 0) }
  }

  init(_ database: Database) throws {
    select = try RawStatement(
      database, "SELECT id FROM code WHERE ifnull(reply, 0) = ? AND ifnull(status, '') = ?")
    insert = try RawStatement(database, "INSERT INTO code (reply, status) VALUES (?, ?)")
    selectByID = try RawStatement(database, "SELECT reply, status FROM code WHERE id = ?")
  }

  /// - Returns: Nil where there is neither code.
  func id(reply: ReplyCode?, status: EnhancedStatus?) throws -> Int64? {
    guard reply != nil || status != nil else { return nil }
    let pair = Pair(reply: reply?.rawValue ?? 0, status: status)
    if let id = known[pair.number] { return id }
    let statusText = status?.description
    select.bind(1, pair.reply)
    select.bind(2, statusText ?? "")
    defer { select.reset() }
    let id: Int64
    if try select.step() {
      id = select.int64(0)
    } else {
      insert.bind(1, reply.map { Int64($0.rawValue) })
      insert.bind(2, statusText)
      try insert.run()
      id = insert.lastInsertedRowID
    }
    known[pair.number] = id
    return id
  }

  /// The codes of a number.
  func code(_ id: Int64) throws -> (reply: ReplyCode?, status: EnhancedStatus?) {
    let pair = try pair(id)
    return (ReplyCode(rawValue: pair.reply), pair.status)
  }

  /// The first digit of the status, or of the reply where there is no status; 0 for neither.
  func statusClass(_ id: Int64) throws -> UInt8 {
    let (reply, status) = try code(id)
    return CodeTable.statusClass(reply: reply, status: status)
  }

  private func pair(_ id: Int64) throws -> Pair {
    if let known = byID[id] { return known }
    selectByID.bind(1, id)
    defer { selectByID.reset() }
    guard try selectByID.step() else { return Pair(reply: 0, status: nil) }
    let pair = Pair(reply: selectByID.int(0), status: EnhancedStatus(selectByID.string(1)))
    byID[id] = pair
    return pair
  }

  static func statusClass(reply: ReplyCode?, status: EnhancedStatus?) -> UInt8 {
    UInt8(status?.statusClass ?? (reply?.rawValue ?? 0) / 100)
  }

  func forget() {
    known.removeAll()
    byID.removeAll()
  }
}
