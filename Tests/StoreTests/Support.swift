import Foundation
import GRDB
import Model
import Octets
import Testing

@testable import Policy
@testable import Store

/// A store in a directory of its own, which is removed with it.
final class TemporaryStore {
  let directory: String
  var path: String { directory + "/rebound.db" }

  init() throws {
    directory = NSTemporaryDirectory() + "rebound-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func open(_ mode: Store.Mode = .readWrite, busyTimeout: Double = 5) throws -> Store {
    try Store(path: path, mode: mode, busyTimeout: busyTimeout)
  }
}

/// 2026-01-01.
let start: Int64 = 1_767_225_600
let day = UTCTime.secondsPerDay

func address(_ text: String) -> EmailAddress {
  let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
  return EmailAddress(local: parts[0], domain: parts.count > 1 ? parts[1] : "")
}

/// An event with a key over what it says.
func event(
  _ recipient: String, _ cause: Cause? = .userUnknown, kind: EventKind = .failed,
  at: Int64 = start, permanent: Bool = true, status: String? = "5.1.1", reply: Int? = 550,
  message: String? = nil, host: String? = "mx.example.net", diagnostic: String = "no such user",
  template: String = "550 5.1.1 no such user", words: [Substitution] = [],
  verification: Verification = .unchecked, basis: Finding.Basis = .words
) -> Event {
  var high = Fingerprint()
  for part in [recipient.lowercased(), cause?.rawValue ?? "", kind.rawValue, message ?? ""] {
    high.add(part)
  }
  var low = Fingerprint()
  low.add(String(at))
  low.add(diagnostic)
  return Event(
    kind: kind, address: address(recipient), at: at,
    finding: cause.map {
      Finding(
        cause: $0, permanent: permanent, rule: "test-rule", basis: basis, confidence: 0.9,
        reply: reply.flatMap(ReplyCode.init(rawValue:)),
        status: status.flatMap { EnhancedStatus($0) },
        template: template, substitutions: words)
    },
    diagnostic: Bytes(diagnostic), remoteHost: host, reportingHost: "mail.example.org",
    originalMessageID: message, reportMessageID: nil, verification: verification,
    key: EventKey(high: high.value, low: low.value))
}

extension IngestWriter {
  func write(_ messages: [IngestedMessage], sources: [SourceMark] = []) throws {
    try write([IngestedBatch(messages)], sources: sources)
  }
}

extension Store {
  /// Ingests reports of one event each.
  @discardableResult
  func ingest(_ events: [Event], batch: Int = .max, now: Int64 = start) throws -> RunCounts {
    let writer = try beginRun(sources: "test", version: "0", now: now)
    var rest = events[...]
    while !rest.isEmpty {
      try writer.write(rest.prefix(batch).map { .report([$0]) })
      rest = rest.dropFirst(batch)
    }
    try writer.finish(now: now, milliseconds: 1)
    return writer.counts
  }

  func listed(_ filter: RecipientFilter = RecipientFilter(), now: Int64 = start) throws -> [String]
  {
    var found: [String] = []
    try recipients(filter, now: now) { found.append($0.address) }
    return found
  }

  /// What everybody may read, row by row.
  func publicViews() throws -> [String] {
    let views = [
      "suppression", "hold", "review", "domain_suppression", "domain_problem", "cause_summary",
      "cause_by_day", "template_summary",
    ]
    return try access { database in
      try views.flatMap { view in
        try Row.fetchAll(database, sql: "SELECT * FROM \(view)").map { row in
          "\(view): " + row.databaseValues.map { "\($0)" }.joined(separator: "|")
        }.sorted()
      }
    }
  }

  /// Everything that must not depend on how the evidence came in, without the numbers of rows.
  func contents() throws -> [String] {
    let queries = [
      """
      SELECT address, at, kind, cause, permanent, reply, status, diagnostic, template, words, remote_host,
        message_id, verification, key FROM event_log ORDER BY key
      """,
      """
      SELECT r.local, d.name, v.state, v.rule_id, v.cause_id, v.starts_at, v.until, v.incidents,
        v.threshold, v.step, v.first_at, v.last_at, hex(e.key)
      FROM verdict v JOIN recipient r ON r.id = v.recipient_id JOIN domain d ON d.id = r.domain_id
      LEFT JOIN event e ON e.id = v.event_id ORDER BY d.name, r.local
      """,
      """
      SELECT d.name, e.kind, e.addresses, e.incidents, e.first_at, e.last_at, hex(e.last_key), h.name,
        e.flagged, e.open_until, d.delivered_at FROM domain_evidence e
      JOIN domain d ON d.id = e.domain_id LEFT JOIN host h ON h.id = e.host_id ORDER BY d.name, e.kind
      """,
      """
      SELECT d.name, v.part, v.state, v.rule_id, v.starts_at, v.until, v.incidents, v.first_at, v.last_at
      FROM domain_verdict v JOIN domain d ON d.id = v.domain_id ORDER BY d.name, v.part
      """,
      "SELECT day, cause_id, failed, delayed FROM cause_day ORDER BY day, cause_id",
      "SELECT text, cause_id, events, first_at, last_at FROM template ORDER BY text, cause_id",
    ]
    return try access { database in
      try queries.flatMap { sql in
        try Row.fetchAll(database, sql: sql).map { row in
          row.databaseValues.map { "\($0)" }.joined(separator: "|")
        }
      }
    }
  }
}

/// A copy of what a listing lends.
struct Listed: Sendable, CustomStringConvertible {
  let address: String
  let domain: String
  let verdict: Verdict
  let reply: ReplyCode?
  let status: EnhancedStatus?
  let diagnostic: String?
  let decidedBy: String?
  let decidedBecause: String?

  init(_ recipient: borrowing ListedRecipient) {
    address = recipient.address
    domain = recipient.domain
    verdict = recipient.verdict
    reply = recipient.reply
    status = recipient.status
    diagnostic = recipient.diagnostic
    decidedBy = recipient.decision?.by
    decidedBecause = recipient.decision?.because
  }

  var description: String {
    """
    \(address) \(domain) \(verdict) \(reply as Any) \(status as Any) \(diagnostic as Any)
    \(decidedBy as Any) \(decidedBecause as Any)
    """
  }
}

/// A copy of what a listing of domains lends.
struct ListedDomain: Sendable, Equatable {
  let domain: String
  let problem: DomainProblem
  let addresses: Int
  let incidents: Int
  let first: Int64
  let last: Int64
  let host: String?

  init(_ problem: borrowing ListedProblem) {
    domain = problem.domain
    self.problem = problem.problem
    addresses = problem.addresses
    incidents = problem.incidents
    first = problem.first
    last = problem.last
    host = problem.host
  }
}

extension ProblemListing {
  var all: [ListedDomain] {
    var all: [ListedDomain] = []
    forEach(in: 0..<count) { all.append(ListedDomain($0)) }
    return all
  }
}
