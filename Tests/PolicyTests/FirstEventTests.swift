import Model
import Testing

@testable import Policy

/// What follows from the first event of a recipient is what follows from a history of this one event.
@Suite struct FirstEventTests {
  @Test func everySortOfEventIsJudgedAsAHistoryOfItWouldBe() {
    var strict = Policy.standard
    strict.rules[.userUnknown] = .review(after: .once)
    strict.unsureThreshold = .once
    for policy in [Policy.standard, strict] {
      var first = FirstEvents(policy: policy)
      for entry in everySort() {
        // Twice: the second of a sort is not judged anew.
        for day in [3, 200] {
          var entry = entry
          entry.at = moment(day)
          entry.key.low &+= UInt64(day)
          let history = history([entry])
          let outcome = first.outcome(of: entry)
          let standing = policy.standing(of: history)
          #expect(outcome.verdict == standing.first)
          #expect(standing.later.isEmpty)
          #expect([outcome.evidence].compactMap { $0 } == policy.domainEvidence(of: history))
        }
      }
    }
  }

  private func everySort() -> [HistoryEntry] {
    var entries: [HistoryEntry] = []
    for kind in EventKind.allCases {
      let causes: [Cause?] =
        kind == .failed || kind == .delayed ? [nil] + Cause.allCases : [nil]
      for cause in causes {
        for number in 0..<32 {
          entries.append(
            HistoryEntry(
              key: EventKey(high: UInt64(entries.count), low: 0), kind: kind, cause: cause,
              permanent: number & 1 == 1, isUnsure: number & 2 == 2,
              statusClass: [0, 2, 4, 5][number >> 2 & 3], at: 0, message: UInt64(number),
              verification: number & 16 == 16 ? .unverified : .verified))
        }
      }
    }
    return entries
  }
}
