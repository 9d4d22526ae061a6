import GRDB
import Model
import Policy

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
    let policy = try policy()
    return try transaction { database in
      let recipients = try RecipientTable(database)
      var recipientID: Int64?
      var domainID: Int64?
      switch target {
      case .address(let address):
        let domain = try recipients.domain(address.domain)
        recipientID =
          try recipients.recipient(
            domain: domain.id,
            local: policy.comparedLocalPart(of: address, domain: domain.name),
            spelling: address.local
          ).id
      case .domain(let name): domainID = try recipients.domain(name).id
      }
      try database.execute(
        sql: """
          INSERT INTO decision (at, action, recipient_id, domain_id, until, who, why)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [now, action.rawValue, recipientID, domainID, until, who, why])
      let id = database.lastInsertedRowID
      try reevaluate(database, policy, recipient: recipientID, domain: domainID)
      return id
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
      try reevaluate(database, policy, recipient: recipientID, domain: domainID)
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

  private func reevaluate(
    _ database: Database, _ policy: Policy, recipient: Int64?, domain: Int64?
  ) throws {
    let reevaluator = try Reevaluator(database, policy: policy)
    if let recipient { try reevaluator.recipient(recipient) }
    if let domain { try reevaluator.domain(domain) }
  }
}
