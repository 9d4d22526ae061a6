import GRDB
import Model

public struct EventFilter: Sendable {
  /// Only events from this moment on, and before that one, in Unix seconds.
  public var since: Int64?
  public var until: Int64?
  public var kinds: Set<EventKind>?
  public var causes: Set<Cause>?
  public var domain: String?
  public var verification: Verification?

  public init(
    since: Int64? = nil, until: Int64? = nil, kinds: Set<EventKind>? = nil,
    causes: Set<Cause>? = nil, domain: String? = nil, verification: Verification? = nil
  ) {
    self.since = since
    self.until = until
    self.kinds = kinds
    self.causes = causes
    self.domain = domain
    self.verification = verification
  }
}

extension Store {
  /// Calls `body` with every event the filter lets through, in the order in which they were stored. Memory
  /// does not grow with their number.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func events(
    _ filter: EventFilter = EventFilter(), _ body: (LoggedEvent) throws -> Void
  ) throws {
    try access { database in
      var conditions = ["e.at >= ?1", "e.at < ?2"]
      if filter.domain != nil { conditions.append("d.name = ?3") }
      if let kinds = filter.kinds {
        conditions.append(
          "e.kind IN (\(kinds.map { String(Vocabulary.id(of: $0)) }.joined(separator: ",")))")
      }
      if let verification = filter.verification {
        conditions.append("e.verification = \(Vocabulary.id(of: verification))")
      }
      let rows = try RawStatement(
        database,
        LoggedEvent.select(where: conditions.joined(separator: " AND ")) + " ORDER BY e.id")
      rows.bind(1, filter.since ?? .min)
      rows.bind(2, filter.until ?? .max)
      if let domain = filter.domain { rows.bind(3, InternationalDomain.ascii(domain)) }
      while try rows.step() {
        let event = LoggedEvent(rows)
        if let causes = filter.causes {
          guard let cause = event.cause, causes.contains(cause) else { continue }
        }
        try body(event)
      }
    }
  }
}
