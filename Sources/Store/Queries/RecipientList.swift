import GRDB
import Model

/// The query that lists recipients: those with a verdict of their own, those whose verdict has given way to
/// the one behind it, and those under the verdict of their domain.
struct RecipientList {
  let filter: RecipientFilter
  private let hasLater: Bool
  private let hasDomainVerdicts: Bool

  init(_ database: Database, _ filter: RecipientFilter) throws {
    self.filter = filter
    func exists(_ table: String) throws -> Bool {
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
    }
    hasLater = try exists("verdict_later")
    hasDomainVerdicts = try exists("domain_verdict")
  }

  private static let verdictColumns = """
    v.state, v.rule_id, v.cause_id, v.until, v.incidents, v.threshold, v.step, v.first_at, v.last_at,
    v.decision_id, v.code_id
    """

  private var evidenceColumns: String {
    filter.withEvidence ? "e.diagnostic" : "NULL"
  }

  private var evidenceJoin: String {
    filter.withEvidence ? "LEFT JOIN event e ON e.id = v.event_id" : ""
  }

  /// The number of the first parameter for the bounds of a slice of the recipients.
  static let sliceParameter = 3

  /// - Returns: A query with the moment as its first parameter, the domain, if any, as its second, and a slice of the
  ///   recipients. Its rows are in no order: they come as the tables lie in the file.
  func sql(_ vocabulary: Vocabulary) -> String {
    var arms = [own("verdict", vocabulary)]
    if hasLater { arms.append(own("verdict_later", vocabulary)) }
    if hasDomainVerdicts, filter.states.contains(.suppress), !filter.reviewOnly {
      arms.append(underDomain(vocabulary))
    }
    return arms.joined(separator: "\nUNION ALL\n")
  }

  private func own(_ table: String, _ vocabulary: Vocabulary) -> String {
    let states =
      filter.reviewOnly
      ? "0" : filter.states.map { String(Vocabulary.id(of: $0)) }.sorted().joined(separator: ",")
    let from =
      filter.domain == nil
      ? "\(table) v CROSS JOIN recipient r ON r.id = v.recipient_id"
      : """
      domain d CROSS JOIN recipient r ON r.domain_id = d.id
      CROSS JOIN \(table) v ON v.recipient_id = r.id
      """
    return """
      SELECT r.domain_id, r.local, r.spelling, \(RecipientList.verdictColumns), \(evidenceColumns),
        p.who, p.why
      FROM \(from) \(evidenceJoin) LEFT JOIN decision p ON p.id = v.decision_id
      WHERE v.state IN (\(states)) AND \(RecipientList.inForce("v")) \(conditions(vocabulary))
        \(TableSlices.condition("v.recipient_id", from: RecipientList.sliceParameter))
        \(hasDomainVerdicts ? notUnderDomain(vocabulary) : "")
      """
  }

  /// What is less than a suppression gives way to that of the whole domain, as in `Verdict.within`.
  private func notUnderDomain(_ vocabulary: Vocabulary) -> String {
    """
    AND (v.state = 2 OR v.rule_id = \(vocabulary.rules.number(of: .personAllowed) ?? -1)
      OR NOT EXISTS (SELECT 1 FROM domain_verdict w
        WHERE w.domain_id = r.domain_id AND w.state = 2 AND \(RecipientList.inForce("w"))))
    """
  }

  private func underDomain(_ vocabulary: Vocabulary) -> String {
    let allowed = vocabulary.rules.number(of: .personAllowed) ?? -1
    func hasOwn(_ table: String) -> String {
      """
      EXISTS (SELECT 1 FROM \(table) o WHERE o.recipient_id = r.id AND \(RecipientList.inForce("o"))
        AND (o.state = 2 OR o.rule_id = \(allowed)))
      """
    }
    return """
      SELECT r.domain_id, r.local, r.spelling, v.state, v.rule_id, v.cause_id, v.until, v.incidents, 0, 0,
        v.first_at, v.last_at, v.decision_id, NULL, NULL, p.who, p.why
      FROM domain_verdict v JOIN domain d ON d.id = v.domain_id JOIN recipient r ON r.domain_id = d.id
        LEFT JOIN decision p ON p.id = v.decision_id
      WHERE v.state = 2 AND \(RecipientList.inForce("v")) \(conditions(vocabulary))
        \(TableSlices.isFirst(from: RecipientList.sliceParameter)) AND NOT \(hasOwn("verdict")) AND NOT \(hasOwn("verdict_later"))
      """
  }

  /// What is written down about one recipient, in the columns that `verdict` reads: parameters are the
  /// moment and the recipient's number.
  static let verdictOfOne = ["verdict", "verdict_later"].map { table in
    """
    SELECT NULL, NULL, NULL, \(verdictColumns) FROM \(table) v
    WHERE v.recipient_id = ?2 AND \(inForce("v"))
    """
  }.joined(separator: " UNION ALL ")

  /// - Returns: The condition that a row of verdicts holds at the moment that is the first parameter.
  static func inForce(_ table: String) -> String {
    """
    (\(table).starts_at IS NULL OR \(table).starts_at <= ?1)
      AND (\(table).until IS NULL OR \(table).until > ?1)
    """
  }

  private func conditions(_ vocabulary: Vocabulary) -> String {
    var conditions = ""
    if filter.domain != nil { conditions += " AND d.name = ?2" }
    if filter.reviewOnly {
      conditions += " AND v.rule_id = \(vocabulary.rules.number(of: .review) ?? -1)"
    }
    if let causes = filter.causes {
      let numbers = causes.compactMap { vocabulary.causes.number(of: $0) }.sorted().map(String.init)
      conditions += " AND v.cause_id IN (\(numbers.joined(separator: ",")))"
    }
    if let since = filter.since { conditions += " AND v.last_at >= \(since)" }
    return conditions
  }

  static func address(local: String, domain: String) -> String {
    domain.isEmpty ? local : local + "@" + domain
  }

  static func verdict(_ row: RawStatement, _ vocabulary: Vocabulary) -> Verdict {
    Verdict(
      Vocabulary.state(row.int64(3)), vocabulary.rules.name(row.int64(4)) ?? .nothingKnown,
      cause: row.optionalInt64(5).flatMap { vocabulary.causes.name($0) }, incidents: row.int(7),
      threshold: row.int(8), first: row.optionalInt64(10), last: row.optionalInt64(11),
      until: row.optionalInt64(6), step: row.int(9), decision: row.optionalInt64(12))
  }
}
