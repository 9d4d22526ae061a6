import GRDB

/// Which rows are read by one of two connections: by the numbers of what they are about.
enum TableHalf: Sendable {
  case both
  /// Up to a number in the middle.
  case first(Int64)
  case second(Int64)

  func condition(_ column: String) -> String {
    switch self {
    case .both: ""
    case .first(let middle): "AND \(column) <= \(middle)"
    case .second(let middle): "AND \(column) > \(middle)"
    }
  }
}

/// Where a row lies of which one of two connections has read a part.
struct ListedPlace {
  var part: UInt32
  /// Which it is in there.
  var row: UInt32
}

/// Reads one half of a table on a second connection while the first one reads the other.
struct TwoHalves {
  let database: Database
  let path: String
  /// Where the second half begins; nil where one connection is to read all.
  let middle: Int64?

  /// - Parameter read: Called in a transaction, on two threads.
  /// - Returns: What was read of both halves, all of it of one state of the store.
  func read<Part: Sendable>(
    _ read: @escaping @Sendable (Database, TableHalf) throws -> Part
  ) throws -> [Part] {
    let twin = try middle.map { middle in
      try ReadingTwin(path: path, database) { try read($0, .second(middle)) }
    }
    defer { twin?.release() }
    var parts: [Part] = []
    try database.inTransaction(.deferred) {
      guard let middle, let twin else {
        parts = [try read(database, .both)]
        return .commit
      }
      try twin.begin(database)
      parts = [try read(database, .first(middle))]
      parts.append(try twin.part() ?? read(database, .second(middle)))
      return .commit
    }
    return parts
  }
}
