import Model
import Testing

@testable import Store

@Suite struct QueryTests {
  @Test(arguments: [0, 1, 40]) func recipientsComeByDomainAndAddress(others: Int) throws {
    let file = try TemporaryStore()
    let store = try file.open()
    // Few or many with a verdict among the recipients: two ways through the tables, one order.
    try store.ingest((0..<others).map { event("ok\($0)@example.org", .greylisted) })
    try store.ingest([
      event("zoe@example.com"), event("Carl@example.org"), event("anna@example.org"),
      event("bert@example.net"), event("anna@example.com"), event("local"),
    ])
    #expect(
      try store.listed() == [
        "local", "anna@example.com", "zoe@example.com", "bert@example.net", "anna@example.org",
        "Carl@example.org",
      ])
  }

  @Test func filters() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", .userUnknown, at: start),
      event("b@example.net", .moved, at: start + day),
      event("c@example.org", .userUnknown, at: start + day),
      event("d@example.org", .mailboxInactive),
    ])
    #expect(try store.listed(RecipientFilter(causes: [.moved])) == ["b@example.net"])
    #expect(try store.listed(RecipientFilter(domain: "EXAMPLE.org")) == ["c@example.org"])
    #expect(
      try store.listed(RecipientFilter(since: start + 1)) == ["b@example.net", "c@example.org"])
    #expect(try store.listed(RecipientFilter(states: [.hold])) == ["d@example.org"])
    #expect(try store.listed(RecipientFilter(states: [.hold]), now: start + 90 * day).isEmpty)
    #expect(
      try store.listed(RecipientFilter(states: [.hold, .suppress], domain: "example.org")).count
        == 2)
  }

  @Test func theEvidenceOfAListedRecipient() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event(
        "anna@example.net", .moved, status: "5.1.6", reply: 551, host: "mx.example.net",
        diagnostic: "551 user moved from <anna@example.net> to anna@example.org",
        template: "<number> user moved from <address> to <new-address>",
        words: [
          Substitution(role: .number, word: "551"),
          Substitution(role: .address, word: "<anna@example.net>"),
          Substitution(role: .newAddress, word: "anna@example.org"),
        ])
    ])
    var listed: [Listed] = []
    try store.recipients(now: start) { listed.append(Listed($0)) }
    #expect(listed.count == 1)
    #expect(listed[0].reply?.rawValue == 551)
    #expect(listed[0].status == EnhancedStatus(5, 1, 6))
    #expect(listed[0].diagnostic?.hasPrefix("551 user moved") == true)
    #expect(listed[0].verdict.first == start)
    listed = []
    try store.recipients(RecipientFilter(withEvidence: false), now: start) {
      listed.append(Listed($0))
    }
    #expect(listed[0].diagnostic == nil)
    #expect(listed[0].status == EnhancedStatus(5, 1, 6))
  }

  @Test func domains() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest(
      (0..<14).map { event("user\($0)@example.net", .mailboxInactive, at: start + Int64($0)) } + [
        event("a@example.org", .mailboxInactive), event("a@example.org", .networkError),
        event("b@example.org", .relayDenied),
        event("c@example.com", .mailboxInactive, at: start - 100 * day),
      ])
    let found = try store.domainProblems(now: start).all
    #expect(found.map(\.domain) == ["example.net", "example.org", "example.org"])
    #expect(found.map(\.addresses) == [14, 1, 1])
    #expect(found[0].last == start + 13)
    #expect(found[0].host == "mx.example.net")
    #expect(
      try store.domainProblems(ProblemFilter(problems: [.unreachable]), now: start).count == 1)
    #expect(try store.domainProblems(ProblemFilter(leastAddresses: 2), now: start).count == 1)
    #expect(try store.domainProblems(ProblemFilter(domain: "Example.ORG"), now: start).count == 2)
    #expect(try store.domainProblems(ProblemFilter(includesAll: true), now: start).count == 5)
  }

  @Test func events() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", at: start), event("b@example.net", .moved, at: start + day),
      event("c@example.org", nil, kind: .delivered, at: start + 2 * day),
      event("d@example.org", at: start + 3 * day, verification: .unverified),
    ])
    func addresses(_ filter: EventFilter) throws -> [String] {
      var found: [String] = []
      try store.events(filter) { found.append($0.address) }
      return found
    }
    #expect(try addresses(EventFilter()).count == 4)
    #expect(
      try addresses(EventFilter(since: start + day, until: start + 3 * day))
        == ["b@example.net", "c@example.org"])
    #expect(try addresses(EventFilter(kinds: [.delivered])) == ["c@example.org"])
    #expect(try addresses(EventFilter(causes: [.moved])) == ["b@example.net"])
    #expect(try addresses(EventFilter(domain: "example.org")).count == 2)
    #expect(try addresses(EventFilter(verification: .unverified)) == ["d@example.org"])
  }

  @Test func causesAndTemplates() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("a@example.net", at: start, template: "one"),
      event("b@example.net", at: start + day, template: "one"),
      event("c@example.org", .moved, at: start + day, template: "two"),
    ])
    #expect(try store.causes().map(\.cause) == [.userUnknown, .moved])
    #expect(try store.causes(since: start + day).map(\.failures) == [1, 1])
    #expect(try store.causes(until: start + day).map(\.cause) == [.userUnknown])
    #expect(try store.templates().map(\.template) == ["one", "two"])
    #expect(try store.templates(cause: .moved).map(\.events) == [1])
    #expect(try store.templates(limit: 1).count == 1)
  }

  /// Names of one domain in two scripts, and of one mailbox in two cases.
  @Test func addressesAreComparedAsTheyAreMeant() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([
      event("Jürgen@BÜCHER.example"), event("jürgen@xn--bcher-kva.example", .moved),
    ])
    #expect(try store.listed().count == 1)
    #expect(try store.check([address("JÜRGEN@bücher.example")], now: start)[0].state == .suppress)
  }
}
