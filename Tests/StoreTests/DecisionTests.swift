import GRDB
import Model
import Policy
import Testing

@testable import Store

@Suite struct StoredDecisionTests {
  @Test func aReleaseAndItsUndoing() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([event("anna@example.net")])
    let id = try store.decide(
      .release, .address(address("ANNA@example.net")), who: "me", why: "is back", now: start + 1)
    #expect(try store.listed().isEmpty)
    try store.ingest([event("anna@example.net", at: start - 5)])
    #expect(try store.listed().isEmpty)
    try store.undo(id, who: "me", why: "was a mistake", now: start + 2)
    #expect(try store.listed() == ["anna@example.net"])
    #expect(throws: StoreError.noSuchDecision(id)) {
      try store.undo(id, who: "me", why: "", now: start + 3)
    }
    #expect(throws: StoreError.noSuchDecision(77)) {
      try store.undo(77, who: "me", why: "", now: start + 3)
    }
    #expect(try store.decisions().map(\.action) == [.undo, .release])
  }

  @Test func aSuppressionForATime() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([event("anna@example.net", .mailboxInactive)])
    try store.decide(
      .suppress, .address(address("anna@example.net")), until: start + 10 * day, who: "me",
      why: "on leave", now: start)
    var listed: [Listed] = []
    try store.recipients(now: start + 9 * day) { listed.append(Listed($0)) }
    #expect(listed.map(\.verdict.rule) == [.personSuppressed])
    #expect(listed[0].decidedBy == "me")
    #expect(listed[0].decidedBecause == "on leave")
    let both = RecipientFilter(states: [.suppress, .hold])
    #expect(try store.listed(both, now: start + 9 * day).count == 1)
    listed = []
    try store.recipients(both, now: start + 10 * day) { listed.append(Listed($0)) }
    #expect(listed.map(\.verdict.state) == [.hold])
    #expect(listed[0].verdict.until == start + 90 * day)
    #expect(
      try store.check([address("anna@example.net")], now: start + 10 * day)[0].state == .hold)
    #expect(try store.check([address("anna@example.net")], now: start + 90 * day)[0].state == .ok)
    #expect(try store.listed(both, now: start + 90 * day).isEmpty)
  }

  @Test func unknownAddressesMayBeDecidedAbout() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.decide(
      [
        NewDecision(.suppress, .address(address("a@example.net")), who: "import", why: "x"),
        NewDecision(.suppress, .address(address("b@example.net")), who: "import", why: "x"),
        NewDecision(.allow, .address(address("b@example.net")), who: "import", why: "x"),
      ], now: start)
    #expect(try store.listed() == ["a@example.net"])
    #expect(try store.check([address("b@example.net")], now: start)[0].rule == .personAllowed)
  }

  @Test func aWholeDomain() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", .mailboxInactive), event("b@example.net", .blocklisted),
    ])
    try store.decide(.allow, .address(address("c@example.net")), who: "me", why: "", now: start)
    let suppressed = try store.decide(
      .suppress, .domain("EXAMPLE.net"), who: "me", why: "", now: start)
    #expect(try store.listed() == ["a@example.net", "b@example.net"])
    let stranger = try store.check([address("stranger@example.net")], now: start)[0]
    #expect(stranger.rule == .personSuppressedDomain)
    #expect(try store.check([address("c@example.net")], now: start)[0].state == .ok)
    // Recipients that are seen later too.
    try store.ingest([event("d@example.net", .greylisted)])
    #expect(try store.listed().count == 3)
    try store.undo(suppressed, who: "me", why: "", now: start)
    #expect(try store.listed().isEmpty)
    try store.decide(.release, .domain("example.net"), who: "me", why: "mended", now: start + 1)
    #expect(try store.listed(RecipientFilter(states: [.hold])).isEmpty)
    #expect(try store.domainProblems(now: start).all.isEmpty)
    let history = try store.history(address("a@example.net"), now: start + 2)
    #expect(history.verdict.rule == .releasedByPerson)
    #expect(history.decisions.count == 3)
  }

  @Test func aDomainThatRefusesMail() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", .greylisted), event("b@example.net", .domainRefusesMail, reply: 556),
    ])
    #expect(try store.listed() == ["a@example.net", "b@example.net"])
    #expect(try store.check([address("stranger@example.net")], now: start)[0].state == .suppress)
    // It has taken a message since; only the address itself stays suppressed.
    try store.ingest([event("c@example.net", nil, kind: .delivered, at: start + day)])
    #expect(try store.listed() == ["b@example.net"])
    #expect(try store.check([address("stranger@example.net")], now: start)[0].state == .ok)
  }

  @Test func history() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("anna@example.net", .mailboxFull, at: start + 14 * day, diagnostic: "third"),
      event("Anna@example.net", .mailboxFull, at: start, diagnostic: "first"),
      event("anna@example.net", .mailboxFull, at: start + 7 * day, diagnostic: "second"),
    ])
    let found = try store.history(address("anna@EXAMPLE.net"), now: start + 15 * day)
    #expect(found.events.map(\.diagnostic) == ["first", "second", "third"])
    #expect(found.explanation.lines.count == 3)
    #expect(found.verdict.state == .hold)
    #expect(try store.history(address("nobody@example.net"), now: start).events.isEmpty)
  }
}
