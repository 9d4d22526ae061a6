import GRDB
import Model

/// Recipients that something is held against, by domain and local part. All of it is in memory: any number of
/// threads may read parts of it at once.
public struct RecipientListing: Sendable {
  private let parts: [ListedPart]
  private let order: [ListedPlace]

  init(_ parts: [ListedPart]) {
    self.parts = parts
    order = ListedOrder.merged(parts)
  }

  public var count: Int { order.count }

  /// Calls `body` with those at some places of the order.
  public func forEach(
    in range: Range<Int>, _ body: (borrowing ListedRecipient) throws -> Void
  ) rethrows {
    try order.forEachPrefetched(in: range, parts) { part, row in
      try body(ListedRecipient(part, row))
    }
  }
}

/// Rows in their order, with what their numbers stand for.
final class ListedPart: PrefetchedPart, Sendable {
  let vocabulary: Vocabulary
  let rows: ListedRows
  let order: ListedOrder
  let domains: NumberedTexts
  let codes: [(reply: ReplyCode?, status: EnhancedStatus?)]

  init(_ rows: ListedRows, _ vocabulary: Vocabulary, _ database: Database) throws {
    self.vocabulary = vocabulary
    self.rows = rows
    domains = try NumberedTexts(rows.domains, of: .domains(database))
    order = ListedOrder(rows, domains)
    codes = try rows.codes.ids.map(CodeTable(database).code)
  }

  func prefetchRow(_ row: Int) { rows.rows.prefetch(row) }
  func prefetchTexts(of row: Int) { rows.rows[row].texts.prefetch() }
}
