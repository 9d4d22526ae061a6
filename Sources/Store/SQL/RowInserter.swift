import GRDB

/// Inserts rows into a table, several with each statement: to begin and to end one costs half as much as a row.
///
/// Rows wait until there are enough of them for a statement. Whoever looks for one in the table flushes before.
final class RowInserter {
  enum Conflict: String {
    /// Throws, and leaves it to the caller to roll the transaction back: for SQLite to take back the rows of the
    /// statement it would have to keep a journal of each.
    case fail = "FAIL"
    /// The row is left out.
    case ignore = "IGNORE"
  }

  private let statement: RawStatement
  private let columns: Int
  private let rowsAtOnce: Int
  private var waiting = 0

  init(
    _ database: Database, into table: String, _ columns: [String], onConflict: Conflict = .fail,
    rowsAtOnce: Int = 16
  ) throws {
    self.columns = columns.count
    self.rowsAtOnce = rowsAtOnce
    let row = "SELECT " + columns.map { _ in "?" }.joined(separator: ", ")
    let rows = repeatElement(row, count: rowsAtOnce).joined(separator: " UNION ALL ")
    statement = try RawStatement(
      database,
      """
      INSERT OR \(onConflict.rawValue) INTO \(table) (\(columns.joined(separator: ", ")))
      \(rows) LIMIT ?
      """)
  }

  /// Begins a row, whose values are the parameters of the statement that is returned.
  func newRow() throws -> RawStatement {
    if waiting == rowsAtOnce { try flush() }
    statement.firstParameter = Int32(waiting * columns)
    waiting += 1
    return statement
  }

  /// Writes the rows that wait.
  ///
  /// - Returns: How many rows the last statement has inserted.
  @discardableResult
  func flush() throws -> Int {
    guard waiting > 0 else { return 0 }
    statement.firstParameter = 0
    statement.bind(Int32(rowsAtOnce * columns + 1), waiting)
    waiting = 0
    try statement.run()
    return statement.changes
  }

  var lastInsertedRowID: Int64 { statement.lastInsertedRowID }

  /// Drops the rows that wait.
  func forget() {
    waiting = 0
    statement.reset()
  }
}
