import GRDB
import Model

extension Store {
  /// Calls `body` with every recipient the filter lists, by domain and local part.
  ///
  /// Rows are read one by one; memory does not grow with their number.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func recipients(
    _ filter: RecipientFilter = RecipientFilter(), now: Int64,
    _ body: (ListedRecipient) throws -> Void
  ) throws {
    try access { database in
      let vocabulary = try Vocabulary(database)
      var domains: [Int64: String] = [:]
      let selectDomain = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
      func name(_ id: Int64) throws -> String {
        if let known = domains[id] { return known }
        selectDomain.bind(1, id)
        defer { selectDomain.reset() }
        let name = try selectDomain.step() ? selectDomain.string(0) : ""
        if domains.count > 10_000 { domains.removeAll(keepingCapacity: true) }
        domains[id] = name
        return name
      }
      let rows = try RawStatement(database, RecipientSQL.select(filter))
      if let domain = filter.domain { rows.bind(1, InternationalDomain.ascii(domain)) }
      while try rows.step() {
        let verdict = RecipientSQL.verdict(rows, vocabulary)
        guard RecipientSQL.isInForce(rows, now), filter.lists(verdict) else { continue }
        let domain = try name(rows.int64(0))
        var listed = ListedRecipient(
          address: RecipientSQL.address(local: rows.string(1), domain: domain), domain: domain,
          verdict: verdict)
        if filter.withEvidence { RecipientSQL.readEvidence(rows, into: &listed) }
        try body(listed)
      }
    }
  }
}

/// The shape of the rows in which recipients are listed.
enum RecipientSQL {
  private static let verdictColumns = """
    v.state, v.rule_id, v.cause_id, v.starts_at, v.until, v.incidents, v.threshold, v.step, v.first_at,
    v.last_at, v.decision_id
    """

  /// The recipients with a verdict of their own, and those under the verdict of their domain.
  static func select(_ filter: RecipientFilter) -> String {
    let states =
      filter.reviewOnly
      ? "0" : filter.states.map { String(Vocabulary.id(of: $0)) }.sorted().joined(separator: ",")
    let evidence =
      filter.withEvidence
      ? """
      , c.reply, c.status, e.diagnostic, h.name, d.who, d.why,
        CASE WHEN t.text LIKE '%<new-address>%' THEN e.words END, t.text
      """ : ""
    let joins =
      filter.withEvidence
      ? """
      LEFT JOIN event e ON e.id = v.event_id LEFT JOIN code c ON c.id = v.code_id
      LEFT JOIN host h ON h.id = e.remote_host_id LEFT JOIN template t ON t.id = e.template_id
      LEFT JOIN decision d ON d.id = v.decision_id
      """ : ""
    let condition = filter.domain == nil ? "" : "AND dom.name = ?1"
    return """
      SELECT r.domain_id, ifnull(r.spelling, r.local), \(verdictColumns)\(evidence)
      FROM verdict v JOIN recipient r ON r.id = v.recipient_id JOIN domain dom ON dom.id = r.domain_id
      \(joins)
      WHERE v.state IN (\(states)) \(condition)
      ORDER BY dom.name, r.local
      """
  }

  static func address(local: String, domain: String) -> String {
    domain.isEmpty ? local : local + "@" + domain
  }

  static func isInForce(_ row: RawStatement, _ now: Int64) -> Bool {
    if let start = row.optionalInt64(5), start > now { return false }
    if let end = row.optionalInt64(6), end <= now { return false }
    return true
  }

  static func verdict(_ row: RawStatement, _ vocabulary: Vocabulary) -> Verdict {
    Verdict(
      Vocabulary.state(row.int64(2)), vocabulary.rules[row.int64(3)] ?? .nothingKnown,
      cause: row.optionalInt64(4).flatMap { vocabulary.causes[$0] }, incidents: row.int(7),
      threshold: row.int(8), first: row.optionalInt64(10), last: row.optionalInt64(11),
      until: row.optionalInt64(6), step: row.int(9), decision: row.optionalInt64(12))
  }

  static func readEvidence(_ row: RawStatement, into listed: inout ListedRecipient) {
    listed.reply = ReplyCode(rawValue: row.int(13))
    listed.status = row.isNull(14) ? nil : EnhancedStatus(row.string(14))
    listed.diagnostic = row.optionalString(15)
    listed.remoteHost = row.optionalString(16)
    listed.decidedBy = row.optionalString(17)
    listed.decidedBecause = row.optionalString(18)
  }
}
