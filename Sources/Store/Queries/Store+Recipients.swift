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
      let parts = try TwoHalves(database: database, path: path, middle: middle).read {
        database, half in
        // What the rows point to is read in their transaction: it must be there still.
        try ListedPart(
          ListedRows(
            database, RecipientList(database, filter, half), vocabulary,
            expecting: middle == nil ? count : count / 2 + count / 16, now: now),
          vocabulary, ListedNames(database))
      }
      return RecipientListing(parts)
    }
  }

  /// Calls `body` with every recipient the filter lists, by domain and local part.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func recipients(
    _ filter: RecipientFilter = RecipientFilter(), now: Int64,
    _ body: (borrowing ListedRecipient) throws -> Void
  ) throws {
    let listing = try listing(filter, now: now)
    try listing.forEach(in: 0..<listing.count, body)
  }
}

extension ListedRows {
  /// Reads the rows of a list.
  fileprivate init(
    _ database: Database, _ list: RecipientList, _ vocabulary: Vocabulary, expecting count: Int,
    now: Int64
  ) throws {
    // In KiB. Evidence lies by and large in the order of the recipients, but not quite: its pages are
    // come back to.
    try database.execute(sql: "PRAGMA cache_size = -8192")
    let select = try RawStatement(database, list.sql(vocabulary))
    select.bind(1, now)
    if let domain = list.filter.domain { select.bind(2, InternationalDomain.ascii(domain)) }
    self.init(expecting: count)
    while try select.step() { append(select, withEvidence: list.filter.withEvidence) }
  }
}
