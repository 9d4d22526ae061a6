import Foundation
import GRDB
import Model
import Testing

@testable import Store

@Suite struct UpkeepTests {
  @Test func aForgottenAddressLeavesNoTraceAndStaysSuppressed() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let secret = "anna.secret@example.net"
    try store.ingest([
      event(secret, .mailboxInactive, diagnostic: "no \(secret)"),
      event("bert@example.net", .mailboxInactive),
    ])
    let writer = try store.beginRun(sources: "mbox", version: "1", now: start)
    try writer.write([
      .unreadable(
        UnreadableMessage(
          key: EventKey(high: 1, low: 1), source: "mbox", position: 0, error: "?",
          raw: "To: Anna.Secret@example.net\n"))
    ])
    try writer.finish(now: start, milliseconds: 1)
    try store.decide(.allow, .address(address(secret)), who: "me", why: "", now: start)
    #expect(try store.forget(address(secret), who: "me", why: "erasure", now: start) == 1)

    let verdict = try store.check([address("Anna.Secret@Example.net")], now: start)[0]
    #expect(verdict.state == .suppress)
    #expect(verdict.rule == .forgotten)
    #expect(try store.check([address("other@example.net")], now: start)[0].state == .ok)
    #expect(try store.domainProblems(now: start).all.map(\.addresses) == [1])
    #expect(try store.integrityProblems().isEmpty)
    for suffix in ["", "-wal"] {
      let data = try Data(contentsOf: URL(fileURLWithPath: file.path + suffix))
      for trace in ["anna.secret", "Anna.Secret"] {
        #expect(data.range(of: Data(trace.utf8)) == nil, "\(trace) in \(suffix)")
      }
    }
    // A later bounce brings nothing back.
    let counts = try store.ingest([event(secret, at: start + day)])
    #expect(counts.eventsNew == 0)
    #expect(try store.history(address(secret), now: start).events.isEmpty)
    // A person can.
    try store.decide(.release, .address(address(secret)), who: "me", why: "asked to", now: start)
    #expect(try store.check([address(secret)], now: start)[0].state == .ok)
  }

  @Test func pruning() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("gone@example.net"), event("sender@example.net", .blocklisted),
      event("once@example.net", .mailboxFull),
      event("late@example.net", .mailboxFull, at: start + 50 * day),
      event("system@example.org", .systemError),
    ])
    try store.decide(
      .allow, .address(address("friend@example.net")), who: "me", why: "", now: start)
    let writer = try store.beginRun(sources: "mbox", version: "1", now: start)
    try writer.write([
      .unreadable(
        UnreadableMessage(
          key: EventKey(high: 1, low: 1), source: "mbox", position: 0, error: "?", raw: "x"))
    ])
    let counts = try store.prune(before: start + 10 * day)
    #expect(counts == PruneCounts(events: 3, recipients: 3, rawMessages: 1))
    #expect(try store.listed() == ["gone@example.net"])
    #expect(try store.check([address("friend@example.net")], now: start)[0].rule == .personAllowed)
    #expect(try store.check([address("late@example.net")], now: start)[0].rule == .belowThreshold)
    #expect(try store.domainProblems(ProblemFilter(includesAll: true), now: start).all.isEmpty)
    #expect(try store.rawMessage(store.unreadable()[0].id) == nil)
    #expect(try store.causes().first { $0.cause == .blocklisted }?.failures == 1)
    #expect(try store.prune(before: start + 10 * day) == PruneCounts())
    try store.compact()
    #expect(try store.integrityProblems().isEmpty)
  }

  /// No index keeps a key from being there twice.
  @Test func anEventThatIsThereTwiceIsFound() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([event("anna@example.net"), event("bert@example.net")])
    #expect(try store.integrityProblems().isEmpty)
    try store.transaction { database in
      try database.execute(
        sql: """
          INSERT INTO event (recipient_id, key, kind, at, permanent, verification, diagnostic, run_id)
          SELECT recipient_id, key, kind, at, permanent, verification, diagnostic, run_id FROM event
          WHERE id = 2
          """)
    }
    #expect(try store.integrityProblems() == ["event 3 is event 2 once more"])
  }
}
