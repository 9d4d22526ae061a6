import GRDB

/// Reads a table on this connection and, where there is much to read, on a second one at the same time.
struct TwoReaders {
  private static let slices: Int64 = 32

  let database: Database
  let path: String
  /// The highest number of what the rows are about; nil where one connection is to read all.
  let highest: Int64?

  /// - Parameter read: Called in a transaction, on two threads, with the slices that both take.
  /// - Returns: What was read by each, all of it of one state of the store.
  func read<Part: Sendable>(
    _ read: @escaping @Sendable (Database, TableSlices) throws -> Part
  ) throws -> [Part] {
    let slices = highest.map { TableSlices(count: Self.slices, highest: $0) } ?? TableSlices()
    let twin = try highest.map { _ in
      try ReadingTwin(path: path, database) { try read($0, slices) }
    }
    defer { twin?.release() }
    var parts: [Part] = []
    try database.inTransaction(.deferred) {
      try twin?.begin(database)
      parts = [try read(database, slices)]
      switch twin?.outcome() {
      case .read(let part): parts.append(part)
      case .notRead, nil: break
      // The slices that it had taken are missing.
      case .failed: parts = [try read(database, TableSlices())]
      }
      return .commit
    }
    return parts
  }
}

/// Where a row lies of what several connections have read.
struct ListedPlace {
  var part: UInt32
  /// Which it is in there.
  var row: UInt32
}
