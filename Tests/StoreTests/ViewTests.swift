import Foundation
import GRDB
import Model
import Testing

@testable import Store

@Suite struct ViewTests {
  /// Every view, its columns in their order, and nothing else is in docs/schema.md.
  @Test func everyColumnIsDocumented() throws {
    let documented = try documentedViews()
    let file = try TemporaryStore()
    let store = try file.open()
    let actual = try store.access { database in
      var views: [String: [String]] = [:]
      for name in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
      {
        views[name] = try Row.fetchAll(
          database, sql: "SELECT * FROM pragma_table_info(?)", arguments: [name]
        )
        .map { $0["name"] }
      }
      return views
    }
    #expect(Set(documented.keys) == Set(actual.keys))
    for (name, columns) in actual { #expect(documented[name] == columns, "\(name)") }
  }

  @Test func everyTableIsDocumented() throws {
    let text = try schemaDocument()
    let file = try TemporaryStore()
    let tables = try file.open().access { database in
      try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    }
    let section = text.components(separatedBy: "## Tables")[1]
    for table in tables { #expect(section.contains("`\(table)`"), "\(table)") }
  }

  private func schemaDocument() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/schema.md"), encoding: .utf8)
  }

  private func documentedViews() throws -> [String: [String]] {
    var views: [String: [String]] = [:]
    var current: String?
    for line in try schemaDocument().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("### `") {
        current = String(line.dropFirst(5).prefix { $0 != "`" })
        views[current ?? ""] = []
      } else if line.hasPrefix("## ") {
        current = nil
      } else if let view = current, line.hasPrefix("| `") {
        views[view]?.append(String(line.dropFirst(3).prefix { $0 != "`" }))
      }
    }
    return views
  }

  /// The views compare with the time of day, so the evidence is given in days before now.
  private let now = Int64(Date().timeIntervalSince1970)

  private func rows(_ store: Store, _ sql: String) throws -> [String] {
    try store.access { database in
      try Row.fetchAll(database, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .null: "-"
          case .int64(let number): String(number)
          case .double(let number): String(number)
          case .string(let text): text
          case .blob: "blob"
          }
        }.joined(separator: "|")
      }
    }
  }

  private func date(_ moment: Int64) -> String {
    UTCTime.timestamp(moment).replacingOccurrences(of: "T", with: " ").replacingOccurrences(
      of: "Z", with: "")
  }

  @Test func suppressedAndHeld() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let yesterday = now - day
    try store.ingest([
      event("Anna@example.net", at: yesterday), event("local-user", at: yesterday),
      event("bert@example.net", .mailboxInactive, at: yesterday, status: "5.2.1"),
      event("old@example.net", .mailboxInactive, at: now - 91 * day),
      event("carl@example.net", .blocklisted, at: yesterday),
      event("dora@example.org", .domainRefusesMail, at: yesterday, status: nil, reply: 556),
      event("emil@example.org", .mailboxFull, at: yesterday),
      event("ida@example.org", .mailboxInactive, at: yesterday),
      event("fritz@example.net", .userUnknown, at: yesterday, verification: .unverified),
    ])
    try store.decide(
      .suppress, .address(address("gerda@example.com")), who: "me", why: "she asked", now: yesterday
    )
    try store.decide(
      .suppress, .address(address("hans@example.com")), until: now - 10, who: "me", why: "",
      now: yesterday)
    let expected = [
      "Anna@example.net|user-unknown|address|permanent-evidence|1|\(date(yesterday))|-|550|5.1.1|no such user|-",
      "dora@example.org|domain-refuses-mail|domain|permanent-evidence|1|\(date(yesterday))|-|556|-|no such user|-",
      "emil@example.org|domain-refuses-mail|domain|domain-refuses-mail|1|\(date(yesterday))|-|-|-|-|-",
      "gerda@example.com|-|-|person-suppressed|0|-|-|-|-|-|me",
      "ida@example.org|domain-refuses-mail|domain|domain-refuses-mail|1|\(date(yesterday))|-|-|-|-|-",
      "local-user|user-unknown|address|permanent-evidence|1|\(date(yesterday))|-|550|5.1.1|no such user|-",
    ]
    let columns =
      "address, cause, fault, rule, incidents, last_seen, until, reply, status, diagnostic, decided_by"
    #expect(try rows(store, "SELECT \(columns) FROM suppression ORDER BY address") == expected)
    #expect(
      try rows(store, "SELECT address, rule, step, incidents, until, status FROM hold") == [
        "bert@example.net|hold|1|1|\(date(yesterday + 90 * day))|5.2.1"
      ])
    #expect(
      try rows(store, "SELECT domain, rule, incidents FROM domain_suppression") == [
        "example.org|domain-refuses-mail|1"
      ])
    #expect(try rows(store, "SELECT address, kind FROM unverified") == ["fritz@example.net|failed"])
    // The program says the same as the views.
    var listed: [String] = []
    try store.recipients(now: now) { listed.append($0.address) }
    #expect(Set(listed) == Set(try rows(store, "SELECT address FROM suppression")))
    let held = try store.listed(RecipientFilter(states: [.hold]), now: now)
    #expect(held == (try rows(store, "SELECT address FROM hold")))
  }

  @Test func forReview() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest(
      [20, 10, 1].map { event("anna@example.net", .recipientRefused, at: now - $0 * day) })
    #expect(
      try rows(store, "SELECT address, cause, incidents FROM review") == [
        "anna@example.net|recipient-refused|3"
      ])
    #expect(try store.listed(RecipientFilter(reviewOnly: true), now: now) == ["anna@example.net"])
  }

  @Test func problemsOfDomains() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", .mailboxInactive, at: now - 3 * day, host: "mx1.example.net"),
      event("b@example.net", .mailboxInactive, at: now - day, host: "mx2.example.net"),
      event("b@example.net", .mailboxInactive, at: now - 2 * day, host: "mx1.example.net"),
      event("c@example.net", nil, kind: .delivered, at: now - 5),
      event("d@example.net", .relayDenied, at: now - 5),
      event("e@example.org", .mailboxInactive, at: now - 200 * day),
    ])
    #expect(
      try rows(
        store,
        "SELECT domain, problem, addresses, incidents, first_seen, host, last_delivery FROM domain_problem"
      )
        == ["example.net|hosting|2|3|\(date(now - 3 * day))|mx2.example.net|\(date(now - 5))"])
    let advice = try rows(store, "SELECT advice FROM domain_problem")
    #expect(advice == [Cause.mailboxInactive.text.advice])
  }

  @Test func causesTemplatesAndEvents() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event(
        "a@example.net", at: start, message: "m1@example.org", template: "550 <address> unknown",
        words: [Substitution(role: .address, word: "a \"b\" \\ \u{1}")]),
      event("b@example.net", at: start + day, template: "550 <address> unknown"),
      event(
        "c@example.net", .greylisted, kind: .delayed, at: start, permanent: false, status: "4.7.1",
        reply: 451),
    ])
    #expect(
      try rows(
        store,
        "SELECT cause, failures, delays, first_day, last_day FROM cause_summary WHERE failures + delays > 0 ORDER BY 1"
      ) == ["greylisted|0|1|2026-01-01|2026-01-01", "user-unknown|2|0|2026-01-01|2026-01-02"])
    #expect(try rows(store, "SELECT cause FROM cause_summary").count == Cause.allCases.count)
    #expect(
      try rows(
        store,
        "SELECT day, cause, failures FROM cause_by_day WHERE cause = 'user-unknown' ORDER BY 1")
        == ["2026-01-01|user-unknown|1", "2026-01-02|user-unknown|1"])
    #expect(
      try rows(
        store,
        "SELECT template, events, first_seen FROM template_summary WHERE cause = 'user-unknown'")
        == ["550 <address> unknown|2|2026-01-01 00:00:00"])
    #expect(
      try rows(
        store,
        """
        SELECT address, kind, permanent, reply, status, template, words ->> 0, sisimai, message_id, verification,
          rule, basis, run FROM event_log ORDER BY event
        """)[0]
        == "a@example.net|failed|1|550|5.1.1|550 <address> unknown|a \"b\" \\ \u{1}|userunknown|m1@example.org|"
        + "unchecked|test-rule|words|1")
  }

  @Test func logs() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([event("a@example.net"), event("a@example.net")], now: start)
    let id = try store.decide(.allow, .domain("Example.NET"), who: "me", why: "known", now: start)
    try store.undo(id, who: "you", why: "not known", now: start + 1)
    #expect(
      try rows(store, "SELECT action, target, who, why, undoes FROM decision_log") == [
        "allow|@example.net|me|known|-", "undo|@example.net|you|not known|1",
      ])
    #expect(
      try rows(
        store,
        "SELECT run, started, sources, messages, reports, events_new, events_known FROM run_log")
        == ["1|2026-01-01 00:00:00|test|2|2|1|1"])
    try store.adopt(.standard, who: "me", why: "to see", now: start)
    #expect(try rows(store, "SELECT version, who, why FROM policy_log") == ["1|me|to see"])
  }
}
