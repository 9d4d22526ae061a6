import GRDB
import Model
import Policy

/// A decision on its way into the store.
public struct NewDecision: Sendable {
  public var action: Decision.Action
  public var target: Decision.Target
  /// When a `suppress` or `allow` ends by itself, in Unix seconds.
  public var until: Int64?
  public var who: String
  public var why: String

  public init(
    _ action: Decision.Action, _ target: Decision.Target, until: Int64? = nil, who: String,
    why: String
  ) {
    self.action = action
    self.target = target
    self.until = until
    self.who = who
    self.why = why
  }
}

extension Store {
  /// Writes down what a person decided, and what follows from it.
  ///
  /// - Parameters:
  ///   - until: When a `suppress` or `allow` ends by itself, in Unix seconds.
  /// - Returns: The decision's number, by which it can be taken back.
  /// - Throws: `StoreError`.
  @discardableResult
  public func decide(
    _ action: Decision.Action, _ target: Decision.Target, until: Int64? = nil, who: String,
    why: String, now: Int64
  ) throws -> Int64 {
    try decide([NewDecision(action, target, until: until, who: who, why: why)], now: now)[0]
  }

  /// Writes down many decisions, all of them or none.
  ///
  /// - Returns: Their numbers.
  /// - Throws: `StoreError`.
  @discardableResult
  public func decide(_ decisions: [NewDecision], now: Int64) throws -> [Int64] {
    let policy = try policy()
    return try transaction { database in
      let recipients = try RecipientTable(database)
      let forgotten = try ForgottenAddresses(database)
      let reevaluator = try Reevaluator(database, policy: policy)
      let insert = try RawStatement(
        database,
        """
        INSERT INTO decision (at, action, recipient_id, domain_id, until, who, why)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
      return try decisions.map { decision in
        var recipientID: Int64?
        var domainID: Int64?
        switch decision.target {
        case .address(let address):
          if decision.action != .suppress { try forgotten.remove(address) }
          let domain = InternationalDomain.ascii(address.domain)
          recipientID = try recipients.recipient(
            address, domain: try recipients.domain(domain),
            local: policy.comparedLocalPart(of: address, domain: domain))
        case .domain(let name):
          domainID = try recipients.domain(InternationalDomain.ascii(name))
        }
        insert.bind(1, now)
        insert.bind(2, decision.action.rawValue)
        insert.bind(3, recipientID)
        insert.bind(4, domainID)
        insert.bind(5, decision.until)
        insert.bind(6, decision.who)
        insert.bind(7, decision.why)
        try insert.run()
        let id = insert.lastInsertedRowID
        reevaluator.noticeDecisions()
        if let recipientID { try reevaluator.recipient(recipientID) }
        if let domainID { try reevaluator.domain(domainID) }
        return id
      }
    }
  }

  /// Takes a decision back: what was decided before it, or the rules, hold again.
  ///
  /// - Returns: The number of the decision that takes back.
  /// - Throws: `StoreError.noSuchDecision` where there is none of that number or it was taken back already.
  @discardableResult
  public func undo(_ decision: Int64, who: String, why: String, now: Int64) throws -> Int64 {
    let policy = try policy()
    return try transaction { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT recipient_id, domain_id FROM decision AS d WHERE id = ? AND NOT EXISTS (
            SELECT 1 FROM decision AS u WHERE u.undoes = d.id
              AND NOT EXISTS (SELECT 1 FROM decision AS v WHERE v.undoes = u.id))
          """, arguments: [decision])
      guard let row else { throw StoreError.noSuchDecision(decision) }
      let recipientID: Int64? = row[0]
      let domainID: Int64? = row[1]
      try database.execute(
        sql: """
          INSERT INTO decision (at, action, recipient_id, domain_id, who, why, undoes)
          VALUES (?, 'undo', ?, ?, ?, ?, ?)
          """,
        arguments: [now, recipientID, domainID, who, why, decision])
      let id = database.lastInsertedRowID
      let reevaluator = try Reevaluator(database, policy: policy)
      if let recipientID { try reevaluator.recipient(recipientID) }
      if let domainID { try reevaluator.domain(domainID) }
      return id
    }
  }

  /// All decisions, latest first.
  ///
  /// - Throws: `StoreError`.
  public func decisions() throws -> [Decision] {
    try access { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT d.id, d.at, d.action, d.until, d.who, d.why, d.undoes, dd.name,
            ifnull(r.spelling, r.local), rd.name
          FROM decision d LEFT JOIN domain dd ON dd.id = d.domain_id
          LEFT JOIN recipient r ON r.id = d.recipient_id LEFT JOIN domain rd ON rd.id = r.domain_id
          ORDER BY d.id DESC
          """
      ).map { row in
        let domain: String? = row[7]
        return Decision(
          id: row[0], action: Decision.Action(rawValue: row[2]) ?? .undo,
          target: domain.map { .domain($0) }
            ?? .address(EmailAddress(local: row[8] ?? "", domain: row[9] ?? "")),
          at: row[1], until: row[3], who: row[4], why: row[5], undoes: row[6])
      }
    }
  }
}
