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
      let rows = try RawStatement(
        database,
        """
        SELECT d.name, k.name, e.addresses, e.incidents, e.first_at, e.last_at, e.open_until, e.flagged,
          h.name, d.delivered_at
        FROM domain_evidence e JOIN domain d ON d.id = e.domain_id JOIN problem_kind k ON k.id = e.kind
        LEFT JOIN host h ON h.id = e.host_id
        WHERE e.addresses >= ?1 \(filter.domain == nil ? "" : "AND d.name = ?2")
        ORDER BY e.addresses DESC, d.name, k.name
        """)
      rows.bind(1, filter.leastAddresses)
      if let domain = filter.domain { rows.bind(2, InternationalDomain.ascii(domain)) }
      var found: [ListedProblem] = []
      while try rows.step() {
        guard let problem = DomainProblem(rawValue: rows.string(1)),
          filter.problems?.contains(problem) ?? true
        else { continue }
        let openUntil = rows.optionalInt64(6)
        let isFlagged = rows.int(7) == 1
        guard filter.includesAll || (isFlagged && openUntil.map { now < $0 } ?? true) else {
          continue
        }
        found.append(
          ListedProblem(
            domain: rows.string(0), problem: problem, addresses: rows.int(2),
            incidents: rows.int(3), first: rows.int64(4), last: rows.int64(5),
            openUntil: openUntil, isFlagged: isFlagged, host: rows.optionalString(8),
            lastDelivery: rows.optionalInt64(9)))
      }
      return found
    }
  }
}
