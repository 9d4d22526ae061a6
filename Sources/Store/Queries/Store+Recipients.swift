import GRDB
import Model

extension Store {
  /// From so many recipients on a second connection reads one half of them.
  private static let sharedCount = 20_000

  /// Every recipient the filter lists, by domain and local part.
  ///
  /// Memory grows with the number of those that are listed, by some two hundred octets each.
  ///
  /// - Throws: `StoreError`.
  public func listing(
    _ filter: RecipientFilter = RecipientFilter(), now: Int64
  ) throws -> RecipientListing {
    try listing(filter, now: now, sharedFrom: Store.sharedCount)
  }

  func listing(
    _ filter: RecipientFilter, now: Int64, sharedFrom sharedCount: Int
  ) throws -> RecipientListing {
    try access { database in
      let vocabulary = try Vocabulary(database)
      let count =
        try filter.domain == nil
        ? Int.fetchOne(database, sql: "SELECT count(*) FROM verdict") ?? 0 : 0
      let middle =
        count < sharedCount
        ? nil : try Int64.fetchOne(database, sql: "SELECT max(recipient_id) / 2 FROM verdict")
      let read: @Sendable (Database, RecipientHalf) throws -> ListedRows = { database, half in
        try ListedRows(database, RecipientList(database, filter, half), vocabulary, now: now)
      }
      let twin = try middle.map { middle in
        try ReadingTwin(path: path, database) { try read($0, .second(middle, of: count)) }
      }
      defer { twin?.release() }
      var listing: RecipientListing?
      // One transaction: what the rows point to is read after them, and must be there still.
      try database.inTransaction(.deferred) {
        try twin?.begin(database)
        var parts = [try read(database, middle.map { .first($0, of: count) } ?? .both(count))]
        if let middle {
          parts.append(try twin?.part() ?? read(database, .second(middle, of: count)))
        }
        listing = try RecipientListing(parts, vocabulary, ListedNames(database))
        return .commit
      }
      guard let listing else {
        throw StoreError.failed(path: path, detail: "transaction without result")
      }
      return listing
    }
  }

  /// Calls `body` with every recipient the filter lists, by domain and local part.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func recipients(
    _ filter: RecipientFilter = RecipientFilter(), now: Int64,
    _ body: (ListedRecipient) throws -> Void
  ) throws {
    let listing = try listing(filter, now: now)
    try listing.forEach(in: 0..<listing.count, body)
  }
}

extension ListedRows {
  /// Reads the rows of a list.
  fileprivate init(
    _ database: Database, _ list: RecipientList, _ vocabulary: Vocabulary, now: Int64
  ) throws {
    // In KiB. Evidence lies by and large in the order of the recipients, but not quite: its pages are
    // come back to.
    try database.execute(sql: "PRAGMA cache_size = -32768")
    let select = try RawStatement(database, list.sql(vocabulary))
    select.bind(1, now)
    if let domain = list.filter.domain { select.bind(2, InternationalDomain.ascii(domain)) }
    self.init(expecting: list.half.expected)
    while try select.step() { append(select, withEvidence: list.filter.withEvidence) }
  }
}
