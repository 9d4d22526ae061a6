// Safety argument: the statement is prepared on the connection of the `Database` it is given and used
// only while that connection is accessed (inside closures of `Store`), by one thread at a time. Text and
// blobs that are bound lie in `arena`, which is as long-lived as the statement and is written again only
// after `reset`; what does not fit is copied by SQLite. Pointers to columns are read before the next
// `step`, inside the accessor that made them. `bound` has an element for each parameter and one before them; every
// index into it is checked.

import GRDB
import GRDBSQLite
import Model

/// A prepared statement without the comfort of GRDB's: what the ingest and the large exports run on,
/// where the comfort would cost more than the statement.
final class RawStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer
  private let arena: UnsafeMutableRawPointer
  private var arenaUsed = 0
  private static let arenaSize = 16 << 10
  /// What parameters are bound to, where it is a number or nothing: they keep it from run to run, and most columns of
  /// neighbouring rows are the same.
  private let bound: UnsafeMutableBufferPointer<Bound>

  private enum Bound: Equatable {
    case null
    case integer(Int64)
    case other
  }

  init(_ database: Database, _ sql: String) throws {
    guard let connection = database.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE)
    }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(connection)),
        sql: sql)
    }
    self.statement = prepared
    self.connection = connection
    self.arena = .allocate(byteCount: RawStatement.arenaSize, alignment: 8)
    self.bound = .allocate(capacity: Int(sqlite3_bind_parameter_count(prepared)) + 1)
    self.bound.initialize(repeating: .null)
  }

  deinit {
    sqlite3_finalize(statement)
    arena.deallocate()
    bound.deallocate()
  }

  // MARK: Running

  /// - Returns: Whether there is a row.
  func step() throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let error = DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
    reset()
    throw error
  }

  /// Runs a statement that gives no rows, and makes it ready to be bound anew.
  func run() throws {
    _ = try step()
    reset()
  }

  func reset() {
    sqlite3_reset(statement)
    arenaUsed = 0
  }

  var changes: Int { Int(sqlite3_changes(connection)) }
  var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(connection) }

  // MARK: Parameters, counted from 1

  /// How many parameters stand before those that are bound: 0 but for statements that take several rows.
  var firstParameter: Int32 = 0

  func bind(_ index: Int32, _ value: Int64) {
    guard let parameter = parameter(index, toBe: .integer(value)) else { return }
    sqlite3_bind_int64(statement, parameter, value)
  }
  func bind(_ index: Int32, _ value: Int) { bind(index, Int64(value)) }
  func bind(_ index: Int32, _ value: Double) {
    guard let parameter = parameter(index, toBe: .other) else { return }
    sqlite3_bind_double(statement, parameter, value)
  }
  func bindNull(_ index: Int32) {
    guard let parameter = parameter(index, toBe: .null) else { return }
    sqlite3_bind_null(statement, parameter)
  }

  /// The parameter that is to be bound; nil where there is none, or where it is bound to just that.
  @inline(__always)
  private func parameter(_ index: Int32, toBe value: Bound) -> Int32? {
    let parameter = firstParameter + index
    guard bound.indices.contains(Int(parameter)) else { return nil }
    if value != .other, bound[Int(parameter)] == value { return nil }
    bound[Int(parameter)] = value
    return parameter
  }

  func bind(_ index: Int32, _ value: Int64?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  func bind(_ index: Int32, _ value: String?) {
    guard let value else { return bindNull(index) }
    bind(index, value)
  }

  func bind(_ index: Int32, _ value: String) {
    var value = value
    value.withUTF8 { bindText(index, $0) }
  }

  /// - Parameter octets: UTF-8; copied.
  func bindText(_ index: Int32, _ octets: UnsafeBufferPointer<UInt8>) {
    guard let parameter = parameter(index, toBe: .other) else { return }
    let text = UnsafeRawBufferPointer(octets)
    if let copy = keep(text) {
      sqlite3_bind_text(
        statement, parameter, copy.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
    } else {
      sqlite3_bind_text(
        statement, parameter,
        octets.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) },
        Int32(clamping: text.count), RawStatement.transient)
    }
  }

  func bind(_ index: Int32, _ key: EventKey) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { words in
      words[0] = key.high.bigEndian
      words[1] = key.low.bigEndian
      bindBlob(index, UnsafeRawBufferPointer(words))
    }
  }

  func bindBlob(_ index: Int32, _ octets: UnsafeRawBufferPointer) {
    guard let parameter = parameter(index, toBe: .other) else { return }
    if let copy = keep(octets) {
      sqlite3_bind_blob(statement, parameter, copy, Int32(octets.count), nil)
    } else {
      sqlite3_bind_blob64(
        statement, parameter, octets.baseAddress, UInt64(octets.count), RawStatement.transient)
    }
  }

  /// Tells SQLite to copy what is bound.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func keep(_ octets: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
    guard octets.count <= RawStatement.arenaSize - arenaUsed else { return nil }
    let place = arena + arenaUsed
    if let base = octets.baseAddress { place.copyMemory(from: base, byteCount: octets.count) }
    arenaUsed += octets.count
    return UnsafeRawPointer(place)
  }

  // MARK: Columns, counted from 0

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
  func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

  func string(_ column: Int32) -> String {
    withOctets(column) { String(decoding: $0, as: UTF8.self) }
  }
  func optionalString(_ column: Int32) -> String? { isNull(column) ? nil : string(column) }

  func key(_ column: Int32) -> EventKey {
    withOctets(column) { octets in
      guard octets.count == 16 else { return EventKey(high: 0, low: 0) }
      return EventKey(
        high: UInt64(bigEndian: octets.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }

  /// The octets of a text or blob, valid only inside of `body`.
  func withOctets<Result>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let base = sqlite3_column_blob(statement, column)
    let count = Int(sqlite3_column_bytes(statement, column))
    return try body(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
  }
}
