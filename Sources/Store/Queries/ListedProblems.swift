import Model
import Octets

/// Problems of some domains in memory, put in order.
final class ListedProblems: PrefetchedPart, Sendable {
  struct Row {
    var domain: TextArena.Place
    var problem: DomainProblem
    var addresses: Int
    var incidents: Int
    var first: Int64
    var last: Int64
    var host: UInt32
  }

  struct Key {
    /// The kind in the highest octet; below it what is missing to the most addresses that can be told apart.
    var rank: UInt64
    var domain: TextStart
    var row: UInt32
  }

  let rows: [Row]
  let order: [Key]
  /// Where the texts of the rows lie.
  private let texts: TextArena
  let hosts: NumberedTexts

  /// - Parameters:
  ///   - select: With the columns of `ProblemFilter.sql`.
  ///   - count: About how many rows there may be: room that is not needed is never touched, but to make more of it while
  ///     rows are read touches all of them again.
  init(
    _ select: RawStatement, of slices: TableSlices, _ vocabulary: Vocabulary,
    hosts names: NameLookup, expecting count: Int
  ) throws {
    var rows: [Row] = []
    var order: [Key] = []
    rows.reserveCapacity(count)
    order.reserveCapacity(count)
    var hosts = DenseNumbers()
    let texts = TextArena()
    let kinds = DomainProblem.allCases
    try slices.forEachRow(of: select, from: ProblemFilter.sliceParameter) { select in
      guard let problem = vocabulary.problems.name(select.int64(1)) else { return }
      let domain = select.withOctets(0) { texts.place(of: $0) }
      let addresses = select.int(2)
      order.append(
        Key(
          rank: Self.rank(kinds.firstIndex(of: problem) ?? 0, addresses),
          domain: TextStart(domain.octets),
          row: UInt32(rows.count)))
      rows.append(
        Row(
          domain: domain, problem: problem, addresses: addresses, incidents: select.int(3),
          first: select.int64(4), last: select.int64(5),
          host: hosts.number(of: select.optionalInt64(6))))
    }
    order.sort { left, right in
      Self.precedes(left, right) {
        rows[Int(left.row)].domain.octets
          .lexicographicallyPrecedes(rows[Int(right.row)].domain.octets)
      }
    }
    self.rows = rows
    self.order = order
    self.texts = texts
    self.hosts = try NumberedTexts(hosts, of: names)
  }

  private static func rank(_ kind: Int, _ addresses: Int) -> UInt64 {
    let most: UInt64 = 1 << 56 - 1
    return UInt64(kind) << 56
      | (most - min(UInt64(clamping: addresses), most))
  }

  /// - Parameter byName: Asked where the starts of the names are the same.
  private static func precedes(_ left: Key, _ right: Key, byName: () -> Bool) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    return left.domain.precedes(right.domain, whole: byName())
  }

  func prefetchRow(_ row: Int) { rows.prefetch(row) }
  func prefetchTexts(of row: Int) { rows[row].domain.prefetch() }

  /// Whether a key of these comes before one of others.
  func precedes(_ key: Key, _ other: Key, in others: ListedProblems) -> Bool {
    Self.precedes(key, other) {
      rows[Int(key.row)].domain.octets
        .lexicographicallyPrecedes(others.rows[Int(other.row)].domain.octets)
    }
  }
}
