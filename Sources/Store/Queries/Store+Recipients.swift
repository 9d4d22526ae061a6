import GRDB
import Model

extension Store {
  /// From so many recipients on a second connection reads some of them.
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
      let isShared = count >= sharedCount
      let highest =
        isShared ? try Int64.fetchOne(database, sql: "SELECT max(recipient_id) FROM verdict") : nil
      let parts = try TwoReaders(database: database, path: path, highest: highest).read {
        database, slices in
        // What the rows point to is read in their transaction: it must be there still.
        try ListedPart(
          ListedRows(
            database, RecipientList(database, filter), slices, vocabulary,
            expecting: isShared ? count / 2 + count / 16 : count, now: now),
          vocabulary, database)
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
    _ database: Database, _ list: RecipientList, _ slices: TableSlices, _ vocabulary: Vocabulary,
    expecting count: Int, now: Int64
  ) throws {
    // In KiB. The tables are gone through once: more pages would only be further away from the processor.
    try database.execute(sql: "PRAGMA cache_size = -1024")
    let select = try RawStatement(database, list.sql(vocabulary))
    select.bind(1, now)
    if let domain = list.filter.domain { select.bind(2, InternationalDomain.ascii(domain)) }
    self.init(expecting: count)
    try slices.forEachRow(of: select, from: RecipientList.sliceParameter) {
      append($0, withEvidence: list.filter.withEvidence)
    }
  }
}
