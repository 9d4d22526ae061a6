import GRDB
import Model
import Policy

/// A policy as it was put in force.
public struct LoggedPolicy: Sendable {
  public var version: Int64
  /// In Unix seconds.
  public var at: Int64
  public var who: String
  public var why: String
  public var toml: String
}

/// What a changed policy would mean for one recipient.
public struct PolicyChange: Sendable {
  public var address: String
  public var before: Verdict
  public var after: Verdict
}

extension Store {
  /// The policy in force: the one that was adopted last, or the one Rebound comes with.
  ///
  /// - Throws: `StoreError`.
  public func policy() throws -> Policy {
    try access { try Policy.inForce($0, path: path) }
  }

  /// The policies that were adopted, latest first.
  ///
  /// - Throws: `StoreError`.
  public func policies() throws -> [LoggedPolicy] {
    try access { database in
      try Row.fetchAll(
        database, sql: "SELECT version, at, who, why, toml FROM policy ORDER BY version DESC"
      ).map { row in
        LoggedPolicy(version: row[0], at: row[1], who: row[2], why: row[3], toml: row[4])
      }
    }
  }

  /// Puts a policy in force, for everything that ever happened.
  ///
  /// - Returns: Its version.
  /// - Throws: `StoreError`.
  @discardableResult
  public func adopt(_ policy: Policy, who: String, why: String, now: Int64) throws -> Int64 {
    try transaction(checksReferences: false) { database in
      try database.execute(
        sql: "INSERT INTO policy (at, who, why, toml) VALUES (?, ?, ?, ?)",
        arguments: [now, who, why, policy.toml])
      let version = database.lastInsertedRowID
      try Reevaluator(database, policy: policy).all()
      return version
    }
  }

  /// Builds everything that is derived anew, under the policy in force. Changes nothing unless a defect
  /// had changed something before.
  ///
  /// - Throws: `StoreError`.
  public func reevaluate() throws {
    let policy = try policy()
    try transaction(checksReferences: false) { try Reevaluator($0, policy: policy).all() }
  }

  /// Calls `body` with every recipient whom the policy would treat otherwise than the one in force, and
  /// writes nothing.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func tryPolicy(
    _ policy: Policy, now: Int64, _ body: (PolicyChange) throws -> Void
  ) throws {
    let current = try self.policy()
    try access { database in
      let trial = try PolicyTrial(database, current: current, proposed: policy, now: now)
      try trial.run(body)
    }
  }
}

extension Policy {
  static func inForce(_ database: Database, path: String) throws -> Policy {
    let toml = try String.fetchOne(
      database, sql: "SELECT toml FROM policy ORDER BY version DESC LIMIT 1")
    guard let toml else { return .standard }
    do {
      return try Policy(toml: toml)
    } catch {
      throw StoreError.damaged(path: path, detail: "its policy cannot be read: \(error)")
    }
  }
}

/// Compares two policies over all histories.
private final class PolicyTrial {
  private let database: Database
  private let current: Policy
  private let proposed: Policy
  private let now: Int64
  private let histories: HistoryReader
  private let decisions: DecisionLog
  private var domains: [Int64: (before: Verdict?, after: Verdict?)] = [:]

  init(_ database: Database, current: Policy, proposed: Policy, now: Int64) throws {
    self.database = database
    self.current = current
    self.proposed = proposed
    self.now = now
    histories = try HistoryReader(
      database, vocabulary: try Vocabulary(database), codes: try CodeTable(database))
    decisions = try DecisionLog(database)
  }

  func run(_ body: (PolicyChange) throws -> Void) throws {
    try judgeDomains()
    let rows = try RawStatement(
      database,
      """
      SELECT r.id, d.id, d.name, ifnull(r.spelling, r.local)
      FROM recipient r JOIN domain d ON d.id = r.domain_id ORDER BY r.id
      """)
    while try rows.step() {
      let history = RecipientHistory(
        domain: rows.string(2), entries: try histories.history(of: rows.int64(0)).map(\.entry),
        decisions: try decisions.decisions(recipient: rows.int64(0), domain: rows.int64(1)))
      let domain = domains[rows.int64(1)]
      let before = current.evaluate(history, now: now).within(domain?.before)
      let after = proposed.evaluate(history, now: now).within(domain?.after)
      guard before.state != after.state || before.until != after.until else { continue }
      try body(
        PolicyChange(
          address: RecipientList.address(local: rows.string(3), domain: rows.string(2)),
          before: before, after: after))
    }
  }

  /// Works out what holds for whole domains, of which few come into question.
  private func judgeDomains() throws {
    let recounter = try DomainRecounter(database, histories: histories)
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.id, d.name, d.delivered_at FROM domain d WHERE d.id IN (
          SELECT domain_id FROM domain_evidence e JOIN problem_kind k ON k.id = e.kind
          WHERE k.name IN (\(suppressing.map { "'\($0.rawValue)'" }.joined(separator: ",")))
          UNION SELECT domain_id FROM decision WHERE domain_id IS NOT NULL)
        """)
    while let row = try rows.next() {
      let id: Int64 = row[0]
      let decided = try decisions.decisions(domain: id)
      func verdict(_ policy: Policy) throws -> Verdict? {
        var tally = DomainTally()
        try recounter.recount(id, policy: policy, decisions: decided, into: &tally)
        return policy.domainStanding(
          row[1], evidence: tally.sums.map { $1.evidence(of: $0.problem) }, lastDelivery: row[2],
          decisions: decided)?.verdict(at: now)
      }
      domains[id] = (try verdict(current), try verdict(proposed))
    }
  }

  /// The problems for which one of the policies suppresses whole domains.
  private var suppressing: [DomainProblem] {
    DomainProblem.allCases.filter {
      current.domainRules[$0]?.suppresses == true || proposed.domainRules[$0]?.suppresses == true
    }
  }
}
