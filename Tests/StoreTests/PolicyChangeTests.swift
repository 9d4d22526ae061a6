import GRDB
import Model
import Testing

@testable import Policy
@testable import Store

@Suite struct PolicyChangeTests {
  private func manyEvents(_ seed: UInt64) -> [Event] {
    var numbers = SplitMix(seed: seed)
    let causes: [Cause] = [
      .mailboxFull, .mailboxInactive, .userUnknown, .networkError, .domainRefusesMail, .undefined,
    ]
    return (0..<250).map { index in
      event(
        "user\(numbers.next() % 40)@example\(numbers.next() % 5).net",
        causes[Int(numbers.next() % 6)], at: start + Int64(numbers.next() % 40) * day,
        permanent: numbers.next() % 4 > 0, message: "m\(index)",
        host: "mx\(numbers.next() % 3).example.net")
    }
  }

  private var strict: Policy {
    var policy = Policy.standard
    policy.rules[.mailboxFull] = .suppress(after: Threshold(incidents: 2))
    policy.rules[.mailboxInactive] = nil
    policy.rules[.undefined] = .hold(days: 400)
    policy.domainRules[.refusesMail]?.addresses = 30
    policy.domainRules[.hosting]?.addresses = 4
    return policy
  }

  @Test func buildingAnewChangesNothing() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest(manyEvents(1), batch: 17)
    try store.decide(.release, .domain("example1.net"), who: "", why: "", now: start + 20 * day)
    try store.decide(
      .suppress, .address(address("user3@example2.net")), until: start + 90 * day, who: "", why: "",
      now: start)
    try store.decide(.suppress, .domain("example4.net"), who: "", why: "", now: start)
    let before = try store.contents()
    try store.reevaluate()
    #expect(try store.contents() == before)
  }

  @Test func anAdoptedPolicyIsRetroactive() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest(manyEvents(2))
    try store.adopt(strict, who: "me", why: "tighter", now: start)
    let other = try TemporaryStore()
    let fresh = try other.open()
    try fresh.adopt(strict, who: "me", why: "from the start", now: start)
    try fresh.ingest(manyEvents(2), batch: 3)
    #expect(try store.contents() == fresh.contents())
    #expect(try store.policy() == strict)
    #expect(try store.policies().map(\.why) == ["tighter"])
    // And back.
    let standard = try TemporaryStore()
    let reference = try standard.open()
    try reference.ingest(manyEvents(2))
    try store.adopt(.standard, who: "me", why: "back", now: start)
    #expect(try store.contents() == reference.contents())
  }

  @Test func aPolicyCanBeTriedFirst() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest(manyEvents(3))
    try store.ingest([event("known@example1.net", .greylisted)])
    let now = start + 41 * day
    func states() throws -> [String: VerdictState] {
      var states: [String: VerdictState] = [:]
      try store.recipients(RecipientFilter(states: [.suppress, .hold]), now: now) {
        states[$0.address] = $0.verdict.state
      }
      return states
    }
    let contents = try store.contents()
    let before = try states()
    var expected: [String: VerdictState] = before
    let reader = try file.open(.readOnly)
    var changes = 0
    try reader.tryPolicy(strict, now: now) { change in
      changes += 1
      #expect(before[change.address] ?? .ok == change.before.state)
      expected[change.address] = change.after.state == .ok ? nil : change.after.state
    }
    #expect(changes > 10)
    #expect(try store.contents() == contents)
    try store.adopt(strict, who: "", why: "", now: now)
    #expect(try states() == expected)
    try reader.tryPolicy(strict, now: now) { _ in Issue.record("a change to the policy in force") }
  }

  @Test func caseOfLocalParts() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    var policy = Policy.standard
    policy.exceptions["example.net"] = DomainException(localPartCase: .keep)
    try store.adopt(policy, who: "", why: "", now: start)
    try store.ingest([event("Anna@example.net"), event("Bert@example.org")])
    let verdicts = try store.check(
      ["Anna@example.net", "anna@example.net", "BERT@example.org"].map(address), now: start)
    #expect(verdicts.map(\.state) == [.suppress, .ok, .suppress])
  }
}
