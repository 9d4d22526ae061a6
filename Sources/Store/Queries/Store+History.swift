import GRDB
import Model
import Policy

/// Everything the store knows about one address.
public struct AddressHistory: Sendable {
  /// As it was asked for.
  public var address: EmailAddress
  /// In the order of time.
  public var events: [LoggedEvent]
  /// The decisions about the address and its domain, in the order in which they were made.
  public var decisions: [Decision]
  /// How the verdict follows.
  public var explanation: Explanation
  /// The verdict, that of the domain taken into account.
  public var verdict: Verdict
}

extension Store {
  /// All that happened to an address, and how its verdict follows from it.
  ///
  /// - Throws: `StoreError`.
  public func history(_ address: EmailAddress, now: Int64) throws -> AddressHistory {
    let policy = try policy()
    return try access { database in
      let reader = try AddressReader(database, policy: policy)
      let domain = try reader.domain(address.domain)
      let recipient = try reader.recipient(address, domain)
      let history = try reader.history(of: recipient, domain)
      let explanation = policy.explain(history, now: now)
      var events: [LoggedEvent] = []
      if let recipient {
        let rows = try RawStatement(
          database, LoggedEvent.select(where: "e.recipient_id = ?") + " ORDER BY e.at, e.key")
        rows.bind(1, recipient)
        while try rows.step() { events.append(LoggedEvent(rows)) }
      }
      return AddressHistory(
        address: address, events: events, decisions: history.decisions.sorted { $0.id < $1.id },
        explanation: explanation,
        verdict: try reader.verdict(address, now: now))
    }
  }
}
