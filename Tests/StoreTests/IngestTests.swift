import GRDB
import Model
import Testing

@testable import Store

@Suite struct IngestTests {
  @Test func permanentEvidenceSuppresses() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let counts = try store.ingest([event("anna@example.net"), event("Bert@Example.NET")])
    #expect(counts.eventsNew == 2)
    #expect(try store.listed() == ["anna@example.net", "Bert@example.net"])
    let verdict = try store.check([address("bert@example.net")], now: start)[0]
    #expect(verdict.state == .suppress)
    #expect(verdict.rule == .permanentEvidence)
    #expect(try store.check([address("carl@example.net")], now: start)[0].rule == .nothingKnown)
  }

  @Test func theSameMailTwiceChangesNothing() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let events = (0..<50).map {
      event(
        "user\($0 % 20)@example.net", $0 % 3 == 0 ? .mailboxInactive : .mailboxFull,
        at: start + Int64($0) * day, message: "m\($0)")
    }
    try store.ingest(events)
    let before = try store.contents()
    let again = try store.ingest(events.reversed() + events)
    #expect(again.eventsNew == 0)
    #expect(again.eventsKnown == 100)
    #expect(try store.contents() == before)
  }

  @Test(arguments: [1, 2, 7, 100])
  func batchesAndOrderChangeNothing(batch: Int) throws {
    let causes: [Cause] = [
      .mailboxFull, .mailboxInactive, .domainUnknown, .networkError, .deliveryExpired,
      .domainRefusesMail, .systemError, .blocklisted, .undefined,
    ]
    var numbers = SplitMix(seed: UInt64(batch))
    let events = (0..<300).map { _ in
      let kind: EventKind = [.failed, .failed, .failed, .delayed, .delivered][
        Int(numbers.next() % 5)]
      return event(
        "user\(numbers.next() % 12)@example\(numbers.next() % 3).net",
        kind == .delivered ? nil : causes[Int(numbers.next() % 9)], kind: kind,
        at: start + Int64(numbers.next() % 60) * day + Int64(numbers.next() % 1000),
        permanent: numbers.next() % 2 == 0, message: "m\(numbers.next() % 80)",
        host: "mx\(numbers.next() % 4).example.net")
    }
    let one = try TemporaryStore()
    let other = try TemporaryStore()
    let first = try one.open()
    let second = try other.open()
    try first.ingest(events)
    try second.ingest(events.shuffled(using: &numbers), batch: batch)
    #expect(try first.contents() == second.contents())
  }

  @Test func everyReferenceHolds() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("anna@example.net", words: [Substitution(role: .address, word: "a\"b")]),
      event("bert@example.net", .domainRefusesMail), event("x", nil, kind: .delivered),
    ])
    try store.decide(.allow, .address(address("new@example.com")), who: "me", why: "", now: start)
    try store.decide(.suppress, .domain("example.com"), who: "me", why: "", now: start)
    let (dangling, integrity) = try store.access { database in
      (
        try Row.fetchAll(database, sql: "PRAGMA foreign_key_check"),
        try String.fetchOne(database, sql: "PRAGMA integrity_check")
      )
    }
    #expect(dangling.isEmpty)
    #expect(integrity == "ok")
  }

  @Test func unreadableMessagesAreKeptOnce() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let message = UnreadableMessage(
      key: EventKey(high: 1, low: 2), source: "mbox", position: 17, error: "no header",
      raw: "From somewhere\n")
    let writer = try store.beginRun(sources: "mbox", version: "1", now: start)
    try writer.write([.unreadable(message), .ordinary, .unreadable(message)])
    try writer.finish(now: start + 2, milliseconds: 1500)
    let found = try store.unreadable(run: writer.run)
    #expect(found.count == 1)
    #expect(found[0].position == 17)
    #expect(try store.rawMessage(found[0].id)?.string == "From somewhere\n")
    let run = try store.runs()[0]
    #expect(run.counts.messages == 3)
    #expect(run.counts.ordinary == 1)
    #expect(run.finishedAt == start + 2)
  }

  @Test func sourcesAreRemembered() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    var mark = SourceMark(
      path: "/var/mail/bounces", device: 1, inode: 2, size: 300, modifiedNanoseconds: 4,
      position: 300, head: EventKey(high: 5, low: 6))
    let writer = try store.beginRun(sources: "x", version: "1", now: start)
    #expect(try store.sourceMark(mark.path) == nil)
    try writer.write([IngestedBatch](), sources: [mark])
    #expect(try store.sourceMark(mark.path) == mark)
    mark.position = 900
    try writer.write([.ordinary], sources: [mark])
    #expect(try store.sourceMark(mark.path)?.position == 900)
  }
}

/// A seeded generator, so that a failing case is the same case tomorrow.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
