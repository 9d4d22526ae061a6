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
    for place in order[range] {
      try body(ListedRecipient(parts[Int(place.part)], Int(place.row)))
    }
  }
}

/// Rows in their order, with what their numbers stand for.
final class ListedPart: Sendable {
  let vocabulary: Vocabulary
  let rows: ListedRows
  let order: ListedOrder
  let domains: NumberedTexts
  let hosts: NumberedTexts
  let codes: [(reply: ReplyCode?, status: EnhancedStatus?)]
  /// For the rows of those who moved and told where to.
  let newAddresses: [Int: String]

  init(_ rows: ListedRows, _ vocabulary: Vocabulary, _ names: ListedNames) throws {
    self.vocabulary = vocabulary
    self.rows = rows
    domains = try NumberedTexts(rows.domains, of: names.domains)
    order = ListedOrder(rows, domains)
    hosts = try NumberedTexts(rows.hosts, of: names.hosts)
    codes = try rows.codes.ids.map(names.code)
    var newAddresses: [Int: String] = [:]
    if let moved = vocabulary.causes.number(of: .moved) {
      for (position, row) in rows.rows.enumerated()
      where Int64(row.cause) == moved && row.event != ListedRows.null {
        newAddresses[position] = try names.newAddress(row.event)
      }
    }
    self.newAddresses = newAddresses
  }
}
