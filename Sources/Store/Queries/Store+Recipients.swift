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
      // The order of the rows is not the order in which they were stored: pages are come back to, and to
      // map them costs a tenth of reading them each time. SQLite's locks see to it that no other process
      // cuts the file short meanwhile.
      try database.execute(sql: "PRAGMA mmap_size = \(1 << 40)")
      let vocabulary = try Vocabulary(database)
      let codes = try CodeTable(database)
      let evidence = try EvidenceReader(database)
      let rows = try RawStatement(
        database, try RecipientList(database, filter).sql(vocabulary))
      rows.bind(1, now)
      if let domain = filter.domain { rows.bind(2, InternationalDomain.ascii(domain)) }
      while try rows.step() {
        let verdict = RecipientList.verdict(rows, vocabulary)
        guard filter.lists(verdict) else { continue }
        var listed = ListedRecipient(
          address: RecipientList.address(
            local: rows.isNull(2) ? rows.string(1) : rows.string(2), domain: rows.string(0)),
          domain: rows.string(0), verdict: verdict)
        if let code = rows.optionalInt64(13) {
          (listed.reply, listed.status) = try codes.code(code)
        }
        if filter.withEvidence {
          listed.diagnostic = rows.optionalString(15)
          listed.remoteHost = rows.optionalString(16)
          if verdict.cause == .moved, let event = rows.optionalInt64(14) {
            listed.newAddress = try evidence.newAddress(event)
          }
        }
        if let decision = verdict.decision { try evidence.readDecision(decision, into: &listed) }
        try body(listed)
      }
    }
  }
}

/// The query that lists recipients: those with a verdict of their own, those whose verdict has given way to
/// the one behind it, and those under the verdict of their domain.
struct RecipientList {
  private let filter: RecipientFilter
  private let hasLater: Bool
  private let hasDomainVerdicts: Bool
  private let isDense: Bool

  init(_ database: Database, _ filter: RecipientFilter) throws {
    self.filter = filter
    func exists(_ table: String) throws -> Bool {
      try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
    }
    hasLater = try exists("verdict_later")
    hasDomainVerdicts = try exists("domain_verdict")
    let verdicts = try Int.fetchOne(database, sql: "SELECT count(*) FROM verdict") ?? 0
    let recipients = try Int.fetchOne(database, sql: "SELECT max(id) FROM recipient") ?? 0
    isDense = verdicts > recipients / 8
  }

  private static let verdictColumns = """
    v.state, v.rule_id, v.cause_id, v.until, v.incidents, v.threshold, v.step, v.first_at, v.last_at,
    v.decision_id, v.code_id, v.event_id
    """

  private var evidenceColumns: String {
    filter.withEvidence ? ", e.diagnostic, h.name" : ""
  }

  private var evidenceJoins: String {
    filter.withEvidence
      ? "LEFT JOIN event e ON e.id = v.event_id LEFT JOIN host h ON h.id = e.remote_host_id" : ""
  }

  /// - Returns: A query with the moment as its first parameter and the domain, if any, as its second.
  func sql(_ vocabulary: Vocabulary) -> String {
    var arms = [own("verdict", vocabulary, inOrder: isDense)]
    if hasLater { arms.append(own("verdict_later", vocabulary, inOrder: false)) }
    if hasDomainVerdicts, filter.states.contains(.suppress), !filter.reviewOnly {
      arms.append(underDomain(vocabulary))
    }
    return arms.joined(separator: "\nUNION ALL\n") + "\nORDER BY 1, 2"
  }

  /// - Parameter inOrder: Whether recipients are walked through in the order of their index and each is
  ///   asked for its verdict. Where many have one that is faster than to sort those that do.
  private func own(_ table: String, _ vocabulary: Vocabulary, inOrder: Bool) -> String {
    let states =
      filter.reviewOnly
      ? "0" : filter.states.map { String(Vocabulary.id(of: $0)) }.sorted().joined(separator: ",")
    let join = inOrder ? "CROSS JOIN" : "JOIN"
    return """
      SELECT d.name, r.local, r.spelling, \(RecipientList.verdictColumns)\(evidenceColumns)
      FROM domain d \(join) recipient r ON r.domain_id = d.id \(join) \(table) v ON v.recipient_id = r.id
      \(evidenceJoins)
      WHERE v.state IN (\(states)) AND \(RecipientList.inForce("v")) \(condition)
        \(hasDomainVerdicts ? notUnderDomain(vocabulary) : "")
      """
  }

  /// What is less than a suppression gives way to that of the whole domain, as in `Verdict.within`.
  private func notUnderDomain(_ vocabulary: Vocabulary) -> String {
    """
    AND (v.state = 2 OR v.rule_id = \(vocabulary.rules.number(of: .personAllowed) ?? -1)
      OR NOT EXISTS (SELECT 1 FROM domain_verdict w
        WHERE w.domain_id = d.id AND w.state = 2 AND \(RecipientList.inForce("w"))))
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
      SELECT d.name, r.local, r.spelling, v.state, v.rule_id, v.cause_id, v.until, v.incidents, 0, 0,
        v.first_at, v.last_at, v.decision_id, NULL, NULL \(filter.withEvidence ? ", NULL, NULL" : "")
      FROM domain_verdict v JOIN domain d ON d.id = v.domain_id JOIN recipient r ON r.domain_id = d.id
      WHERE v.state = 2 AND \(RecipientList.inForce("v")) \(condition)
        AND NOT \(hasOwn("verdict")) AND NOT \(hasOwn("verdict_later"))
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

  private var condition: String { filter.domain == nil ? "" : "AND d.name = ?2" }

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

/// Reads what a listed verdict points to.
private final class EvidenceReader {
  private let selectWords: RawStatement
  private let selectDecision: RawStatement

  init(_ database: Database) throws {
    selectWords = try RawStatement(
      database,
      "SELECT t.text, e.words FROM event e JOIN template t ON t.id = e.template_id WHERE e.id = ?")
    selectDecision = try RawStatement(database, "SELECT who, why FROM decision WHERE id = ?")
  }

  /// The new address that a report gave.
  func newAddress(_ event: Int64) throws -> String? {
    selectWords.bind(1, event)
    defer { selectWords.reset() }
    guard try selectWords.step() else { return nil }
    return Substitution.newAddress(
      template: selectWords.string(0), words: selectWords.string(1))
  }

  func readDecision(_ id: Int64, into listed: inout ListedRecipient) throws {
    selectDecision.bind(1, id)
    defer { selectDecision.reset() }
    guard try selectDecision.step() else { return }
    listed.decidedBy = selectDecision.string(0)
    listed.decidedBecause = selectDecision.string(1)
  }
}
