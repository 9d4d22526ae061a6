import GRDB

/// The names of the rows that have dense numbers, by these.
struct NumberedTexts: Sendable {
  private let arena = TextArena()
  private let places: [TextArena.Place]

  /// - Parameter names: Looks the names up.
  init(_ numbers: DenseNumbers, of names: NameLookup) throws {
    let arena = arena
    places = try numbers.ids.map { id in try names.withName(id) { arena.place(of: $0) } }
  }

  var count: Int { places.count }

  /// The UTF-8 of a name, valid as long as these are; empty where there is none.
  func octets(_ number: UInt32) -> UnsafeBufferPointer<UInt8> { places[Int(number)].octets }
}

/// Looks up the names of the rows of a table.
struct NameLookup {
  private let select: RawStatement

  static func domains(_ database: Database) throws -> NameLookup {
    NameLookup(select: try RawStatement(database, "SELECT name FROM domain WHERE id = ?"))
  }

  static func hosts(_ database: Database) throws -> NameLookup {
    NameLookup(select: try RawStatement(database, "SELECT name FROM host WHERE id = ?"))
  }

  /// Calls `body` with the octets of a name: none where there is no such row.
  func withName<Result>(
    _ id: Int64, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    select.bind(1, id)
    defer { select.reset() }
    guard try select.step() else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    return try select.withOctets(0, body)
  }
}
