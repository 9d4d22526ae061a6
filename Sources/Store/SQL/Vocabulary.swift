import GRDB
import Model

/// The words that stand as numbers in the tables.
struct Vocabulary: Sendable {
  let causes: NumberedNames<Cause>
  let rules: NumberedNames<VerdictRule>
  let problems: NumberedNames<DomainProblem>

  init(_ database: Database) throws {
    causes = try NumberedNames(database, table: "cause")
    rules = try NumberedNames(database, table: "verdict_rule")
    problems = try NumberedNames(database, table: "problem_kind")
  }

  // Frozen in V001.
  private static let kinds: [EventKind] = [
    .failed, .delayed, .delivered, .complaint, .autoReply, .providerSuppressed,
  ]
  static func id(of kind: EventKind) -> Int64 { Int64(kinds.firstIndex(of: kind) ?? 0) }
  static func kind(_ id: Int64) -> EventKind {
    kinds.indices.contains(Int(id)) ? kinds[Int(id)] : .failed
  }

  static func id(of verification: Verification) -> Int64 {
    switch verification {
    case .unchecked: 0
    case .verified: 1
    case .unverified: 2
    }
  }
  static func verification(_ id: Int64) -> Verification {
    switch id {
    case 1: .verified
    case 2: .unverified
    default: .unchecked
    }
  }

  static func id(of state: VerdictState) -> Int64 {
    switch state {
    case .ok: 0
    case .hold: 1
    case .suppress: 2
    }
  }
  static func state(_ id: Int64) -> VerdictState {
    switch id {
    case 1: .hold
    case 2: .suppress
    default: .ok
    }
  }
}

extension Vocabulary {
  /// Writes the names and texts this program knows, where the file does not have them yet. Numbers once
  /// given stay.
  static func refresh(_ database: Database) throws {
    let edition = currentEdition
    let known = try String.fetchOne(
      database, sql: "SELECT value FROM setting WHERE name = 'vocabulary'")
    guard known != edition else { return }
    try database.inTransaction(.immediate) {
      for cause in Cause.allCases {
        let text = cause.text
        try database.execute(
          sql: """
            INSERT INTO cause (name, title, fault, sisimai, explanation, advice)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET title = excluded.title, fault = excluded.fault,
              sisimai = excluded.sisimai, explanation = excluded.explanation, advice = excluded.advice
            """,
          arguments: [
            cause.rawValue, text.title, cause.fault.rawValue, cause.sisimaiReason,
            text.explanation, text.advice,
          ])
      }
      for rule in VerdictRule.allCases {
        try database.execute(
          sql: """
            INSERT INTO verdict_rule (name, words) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET words = excluded.words
            """, arguments: [rule.rawValue, rule.words])
      }
      for problem in DomainProblem.allCases {
        try database.execute(
          sql: """
            INSERT INTO problem_kind (name, cause_id) SELECT ?, id FROM cause WHERE name = ?
            ON CONFLICT (name) DO UPDATE SET cause_id = excluded.cause_id
            """, arguments: [problem.rawValue, problem.leadingCause.rawValue])
      }
      try database.execute(
        sql: """
          INSERT INTO setting (name, value) VALUES ('vocabulary', ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value
          """, arguments: [edition])
      return .commit
    }
  }

  /// Changes whenever a text does.
  private static var currentEdition: String {
    var hash = Fingerprint()
    for cause in Cause.allCases {
      let text = cause.text
      hash.add(cause.rawValue)
      hash.add(text.title)
      hash.add(text.explanation)
      hash.add(text.advice)
    }
    for rule in VerdictRule.allCases {
      hash.add(rule.rawValue)
      hash.add(rule.words)
    }
    for problem in DomainProblem.allCases { hash.add(problem.rawValue) }
    return String(hash.value, radix: 16)
  }
}
