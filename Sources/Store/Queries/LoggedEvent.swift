import Model

/// An event as it stands in the store.
public struct LoggedEvent: Sendable {
  public var key: EventKey
  public var address: String
  public var domain: String
  public var at: Int64
  public var kind: EventKind
  public var cause: Cause?
  /// The cause's name in Sisimai 5.
  public var sisimai: String?
  public var permanent: Bool
  public var reply: ReplyCode?
  public var status: EnhancedStatus?
  public var diagnostic: String
  public var template: String?
  /// The words the server filled in, a JSON array.
  public var words: String?
  public var blocklist: String?
  public var rule: String?
  public var basis: String?
  public var confidence: Double?
  public var via: String?
  public var remoteHost: String?
  public var reportingHost: String?
  public var messageID: String?
  public var reportID: String?
  public var verification: Verification
  public var run: Int64

  static func select(where condition: String) -> String {
    """
    SELECT e.key, ifnull(r.spelling, r.local), d.name, e.at, e.kind, ca.name,
      ifnull(e.sisimai, ca.sisimai), e.permanent, c.reply, c.status, e.diagnostic, t.text, e.words,
      e.blocklist, dr.name, e.basis, e.confidence, e.via, remote.name, reporting.name, e.message_id,
      e.report_id, e.verification, e.run_id
    FROM event e JOIN recipient r ON r.id = e.recipient_id JOIN domain d ON d.id = r.domain_id
    LEFT JOIN cause ca ON ca.id = e.cause_id LEFT JOIN code c ON c.id = e.code_id
    LEFT JOIN template t ON t.id = e.template_id LEFT JOIN diagnosis_rule dr ON dr.id = e.rule_id
    LEFT JOIN host remote ON remote.id = e.remote_host_id
    LEFT JOIN host reporting ON reporting.id = e.reporting_host_id
    WHERE \(condition)
    """
  }

  /// - Parameter row: Of `select`.
  init(_ row: RawStatement) {
    key = row.key(0)
    domain = row.string(2)
    address = RecipientList.address(local: row.string(1), domain: domain)
    at = row.int64(3)
    kind = Vocabulary.kind(row.int64(4))
    cause = row.optionalString(5).flatMap(Cause.init(rawValue:))
    sisimai = row.optionalString(6)
    permanent = row.int(7) == 1
    reply = ReplyCode(rawValue: row.int(8))
    status = row.optionalString(9).flatMap { EnhancedStatus($0) }
    diagnostic = row.string(10)
    template = row.optionalString(11)
    words = row.optionalString(12)
    blocklist = row.optionalString(13)
    rule = row.optionalString(14)
    basis = row.optionalString(15)
    confidence = row.isNull(16) ? nil : row.double(16)
    via = row.optionalString(17)
    remoteHost = row.optionalString(18)
    reportingHost = row.optionalString(19)
    messageID = row.optionalString(20)
    reportID = row.optionalString(21)
    verification = Vocabulary.verification(row.int64(22))
    run = row.int64(23)
  }
}
