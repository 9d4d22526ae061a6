import GRDB

extension Store {
  /// The domains, in their DNS form, of which every address is suppressed or held at the moment, known or
  /// not: those that refuse all mail, and those a person decided about.
  ///
  /// - Throws: `StoreError`.
  public func suppressedDomains(now: Int64) throws -> Set<String> {
    try access { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT domain.name FROM domain_verdict AS v JOIN domain ON domain.id = v.domain_id
          WHERE v.state <> 0 AND ifnull(v.starts_at, ?1) <= ?1 AND (v.until IS NULL OR v.until > ?1)
          """, arguments: [now])
    }
  }
}
