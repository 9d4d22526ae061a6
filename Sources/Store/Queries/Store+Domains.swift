import GRDB
import Model
import Policy

/// A problem of a domain that somebody should be told about.
public struct ListedProblem: Sendable {
  /// In its DNS form.
  public var domain: String
  public var problem: DomainProblem
  /// How many of its addresses had it.
  public var addresses: Int
  public var incidents: Int
  /// In Unix seconds.
  public var first: Int64
  public var last: Int64
  /// When it stops to count as open; nil where it does not by itself.
  public var openUntil: Int64?
  /// Whether the evidence is enough for the policy.
  public var isFlagged: Bool
  /// The receiving host that answered last.
  public var host: String?
  /// When an address of the domain was last delivered to.
  public var lastDelivery: Int64?
}

public struct ProblemFilter: Sendable {
  public var problems: Set<DomainProblem>?
  public var domain: String?
  public var leastAddresses: Int
  /// Whether problems are listed that the policy does not flag, and those that count as over.
  public var includesAll: Bool

  public init(
    problems: Set<DomainProblem>? = nil, domain: String? = nil, leastAddresses: Int = 1,
    includesAll: Bool = false
  ) {
    self.problems = problems
    self.domain = domain
    self.leastAddresses = leastAddresses
    self.includesAll = includesAll
  }
}

extension Store {
  /// The problems of domains, those with the most addresses first.
  ///
  /// - Throws: `StoreError`.
  public func domainProblems(_ filter: ProblemFilter = ProblemFilter(), now: Int64) throws
    -> [ListedProblem]
  {
    try access { database in
      let vocabulary = try Vocabulary(database)
      let rows = try RawStatement(database, filter.sql(vocabulary))
      rows.bind(1, filter.leastAddresses)
      rows.bind(2, now)
      if let domain = filter.domain { rows.bind(3, InternationalDomain.ascii(domain)) }
      let selectHost = try RawStatement(database, "SELECT name FROM host WHERE id = ?")
      var hosts: [Int64: String] = [:]
      func host(_ id: Int64) throws -> String? {
        if let known = hosts[id] { return known }
        selectHost.bind(1, id)
        defer { selectHost.reset() }
        guard try selectHost.step() else { return nil }
        let name = selectHost.string(0)
        hosts[id] = name
        return name
      }
      var found: [ListedProblem] = []
      while try rows.step() {
        guard let problem = vocabulary.problems.name(rows.int64(1)) else { continue }
        found.append(
          ListedProblem(
            domain: rows.string(0), problem: problem, addresses: rows.int(2),
            incidents: rows.int(3), first: rows.int64(4), last: rows.int64(5),
            openUntil: rows.optionalInt64(6), isFlagged: rows.int(7) == 1,
            host: try rows.optionalInt64(8).flatMap(host), lastDelivery: rows.optionalInt64(9)))
      }
      return ProblemOrder.ordered(found)
    }
  }
}

extension ProblemFilter {
  /// - Returns: A query with the least count of addresses, the moment and the domain, if any, as its
  ///   parameters. Its rows are in no order: they come as the table lies in the file.
  fileprivate func sql(_ vocabulary: Vocabulary) -> String {
    var conditions = ["e.addresses >= ?1"]
    if !includesAll {
      conditions.append("e.flagged = 1 AND (e.open_until IS NULL OR e.open_until > ?2)")
    }
    if let problems {
      let numbers = problems.compactMap { vocabulary.problems.number(of: $0) }.sorted()
      conditions.append("e.kind IN (\(numbers.map(String.init).joined(separator: ",")))")
    }
    if domain != nil { conditions.append("d.name = ?3") }
    let tables =
      domain == nil
      ? "domain_evidence e CROSS JOIN domain d" : "domain d CROSS JOIN domain_evidence e"
    return """
      SELECT d.name, e.kind, e.addresses, e.incidents, e.first_at, e.last_at, e.open_until, e.flagged,
        e.host_id, d.delivered_at
      FROM \(tables) ON d.id = e.domain_id WHERE \(conditions.joined(separator: " AND "))
      """
  }
}
