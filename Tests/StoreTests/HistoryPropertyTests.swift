import Model
import Testing

@testable import Store

/// What the store says follows from what happened, not from how the mail about it came in: in which order,
/// how often, in how many runs, and whether before or after a person decided.
@Suite struct HistoryPropertyTests {
  @Test(arguments: 0..<40) func howTheMailCameInChangesNothing(seed: Int) throws {
    var numbers = SplitMix(seed: UInt64(seed) + 70_000)
    let events = randomEvents(&numbers)
    let decisions = randomDecisions(&numbers)
    let plain = try TemporaryStore()
    let mixed = try TemporaryStore()
    let expected = try plain.open()
    try expected.ingest(events)
    for decision in decisions { try decide(decision, in: expected) }

    let store = try mixed.open()
    let copies = events.filter { _ in numbers.next() % 3 == 0 }
    var rest = (events + copies).shuffled(using: &numbers)[...]
    var undecided = decisions[...]
    while !rest.isEmpty {
      let count = Int(1 + numbers.next() % 60)
      let batch = Int(1 + numbers.next() % 20)
      try store.ingest(Array(rest.prefix(count)), batch: batch)
      rest = rest.dropFirst(count)
      if numbers.next() % 2 == 0, let next = undecided.popFirst() { try decide(next, in: store) }
    }
    for decision in undecided { try decide(decision, in: store) }

    #expect(try store.contents() == expected.contents())
    #expect(try store.publicViews() == expected.publicViews())
    for when in [0, 30, 90, 200, 500] {
      let moment = start + Int64(when) * day
      let addresses = Set(events.map(\.address)).sorted { $0.description < $1.description }
      #expect(
        try store.check(addresses, now: moment).map(\.outcome)
          == expected.check(addresses, now: moment).map(\.outcome), "on day \(when)")
    }
  }

  private func randomEvents(_ numbers: inout SplitMix) -> [Event] {
    (0..<200).map { _ in
      let kind: EventKind = [
        .failed, .failed, .failed, .failed, .failed, .delayed, .delivered, .complaint, .autoReply,
      ][Int(numbers.next() % 9)]
      let hasCause = kind == .failed || kind == .delayed
      let isPermanent = numbers.next() % 2 == 0
      return event(
        "user\(numbers.next() % 10)@example\(numbers.next() % 3).net",
        hasCause ? Cause.allCases[Int(numbers.next() % UInt64(Cause.allCases.count))] : nil,
        kind: kind, at: start + Int64(numbers.next() % 120) * day + Int64(numbers.next() % 86_400),
        permanent: isPermanent, status: isPermanent ? "5.1.1" : "4.2.2",
        message: numbers.next() % 3 == 0 ? nil : "m\(numbers.next() % 60)",
        host: "mx\(numbers.next() % 4).example.net",
        verification: numbers.next() % 8 == 0 ? .unverified : .unchecked,
        basis: numbers.next() % 4 == 0 ? .weights : .words)
    }
  }

  private struct Choice {
    var action: Decision.Action
    var target: Decision.Target
    var at: Int64
    var until: Int64?
  }

  private func randomDecisions(_ numbers: inout SplitMix) -> [Choice] {
    (0..<Int(numbers.next() % 6)).map { _ in
      let domain = "example\(numbers.next() % 3).net"
      let at = start + Int64(numbers.next() % 120) * day
      return Choice(
        action: [.suppress, .release, .allow][Int(numbers.next() % 3)],
        target: numbers.next() % 3 == 0
          ? .domain(domain) : .address(address("user\(numbers.next() % 10)@\(domain)")),
        at: at, until: numbers.next() % 2 == 0 ? nil : at + Int64(1 + numbers.next() % 90) * day)
    }
  }

  private func decide(_ choice: Choice, in store: Store) throws {
    try store.decide(
      choice.action, choice.target, until: choice.action == .release ? nil : choice.until,
      who: "postmaster", why: "asked to", now: choice.at)
  }
}

extension Verdict {
  /// Without the number of a row.
  fileprivate var outcome: Verdict {
    var verdict = self
    verdict.decision = decision == nil ? nil : 0
    return verdict
  }
}
