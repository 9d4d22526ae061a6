import GRDB
import Model
import Policy

public struct ProblemFilter: Sendable {
  public var problems: Set<DomainProblem>?
  public var domain: String?
  public var leastAddresses: Int
  /// Only where the last evidence is at or after this moment, in Unix seconds.
  public var since: Int64?
  /// Whether problems are listed that the policy does not flag, and those that count as over.
  public var includesAll: Bool

  public init(
    problems: Set<DomainProblem>? = nil, domain: String? = nil, leastAddresses: Int = 1,
    since: Int64? = nil, includesAll: Bool = false
  ) {
    self.problems = problems
    self.domain = domain
    self.leastAddresses = leastAddresses
    self.since = since
    self.includesAll = includesAll
  }
}

extension Store {
  /// From so many domains on a second connection reads some of them.
  private static let sharedCount: Int64 = 20_000
  /// Room is made for at most so many problems before they are read.
  private static let mostExpected = 1 << 18

  /// The problems of domains. Memory grows with the number of those that are listed, by some hundred octets each.
  ///
  /// - Throws: `StoreError`.
  public func domainProblems(
    _ filter: ProblemFilter = ProblemFilter(), now: Int64
  ) throws -> ProblemListing {
    try domainProblems(filter, now: now, sharedFrom: Store.sharedCount)
  }

  func domainProblems(
    _ filter: ProblemFilter, now: Int64, sharedFrom sharedCount: Int64
  ) throws -> ProblemListing {
    try access { database in
      let count = try Int64.fetchOne(database, sql: "SELECT max(id) FROM domain") ?? 0
      let isShared = filter.domain == nil && count >= sharedCount
      let readers = TwoReaders(database: database, path: path, highest: isShared ? count : nil)
      return ProblemListing(
        try readers.read { database, slices in
          try filter.problems(
            database, slices, now: now,
            expecting: filter.domain == nil ? min(Int(count), Store.mostExpected) : 0)
        })
    }
  }
}

extension ProblemFilter {
  /// Reads the problems of the domains of the slices it takes.
  fileprivate func problems(
    _ database: Database, _ slices: TableSlices, now: Int64, expecting count: Int
  ) throws -> ListedProblems {
    let vocabulary = try Vocabulary(database)
    let rows = try RawStatement(database, sql(vocabulary))
    rows.bind(1, leastAddresses)
    rows.bind(2, now)
    if let domain { rows.bind(3, InternationalDomain.ascii(domain)) }
    return try ListedProblems(
      rows, of: slices, vocabulary, hosts: .hosts(database), expecting: count)
  }

  /// The number of the first parameter for the bounds of a slice of the domains.
  static let sliceParameter = 4

  /// - Returns: A query with the least count of addresses, the moment and the domain, if any, as its
  ///   parameters, and a slice of the domains. Its rows are in no order: they come as the table lies in the file.
  private func sql(_ vocabulary: Vocabulary) -> String {
    // First what most rows fail.
    var conditions =
      includesAll ? [] : ["(e.open_until IS NULL OR e.open_until > ?2)", "e.flagged = 1"]
    conditions.append("e.addresses >= ?1")
    if let problems {
      let numbers = problems.compactMap { vocabulary.problems.number(of: $0) }.sorted()
      conditions.append("e.kind IN (\(numbers.map(String.init).joined(separator: ",")))")
    }
    if let since { conditions.append("e.last_at >= \(since)") }
    if domain != nil { conditions.append("d.name = ?3") }
    let tables =
      domain == nil
      ? "domain_evidence e CROSS JOIN domain d" : "domain d CROSS JOIN domain_evidence e"
    return """
      SELECT d.name, e.kind, e.addresses, e.incidents, e.first_at, e.last_at, e.host_id
      FROM \(tables) ON d.id = e.domain_id WHERE \(conditions.joined(separator: " AND "))
        \(TableSlices.condition("e.domain_id", from: ProblemFilter.sliceParameter))
      """
  }
}
