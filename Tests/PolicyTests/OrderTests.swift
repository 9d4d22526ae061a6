import Model
import Testing

@testable import Policy

/// A verdict follows from what happened, whatever the order in which it was learnt, and however often.
@Suite struct OrderTests {
  @Test(arguments: 0..<300) func orderAndCopiesChangeNothing(seed: Int) {
    var numbers = SplitMix(seed: UInt64(seed))
    let entries = randomHistory(&numbers)
    let decisions = randomDecisions(&numbers)
    let expected = Policy.standard.standing(of: history(entries, decisions: decisions))
    let evidence = Policy.standard.domainEvidence(of: history(entries, decisions: decisions))
    for _ in 0..<5 {
      let copies = entries.filter { _ in numbers.next() % 3 == 0 }
      let mixed = history(
        (entries + copies).shuffled(using: &numbers), decisions: decisions.shuffled(using: &numbers)
      )
      #expect(Policy.standard.standing(of: mixed) == expected)
      #expect(
        Set(Policy.standard.domainEvidence(of: mixed).map { "\($0)" })
          == Set(evidence.map { "\($0)" }))
    }
  }

  /// What is stored once serves at every later moment.
  @Test(arguments: 0..<100) func theStandingNeedsNoClock(seed: Int) {
    var numbers = SplitMix(seed: UInt64(seed) + 10_000)
    let history = history(randomHistory(&numbers), decisions: randomDecisions(&numbers))
    let standing = Policy.standard.standing(of: history)
    for day in stride(from: 60, to: 900, by: 7) {
      #expect(
        standing.verdict(at: moment(day)).state
          == Policy.standard.evaluate(history, now: moment(day)).state)
    }
    var end = standing.first.until
    for verdict in standing.later {
      if let end, let next = verdict.until { #expect(next > end) }
      end = verdict.until
    }
  }

  /// Mail that proves nothing against the recipient changes no verdict but the reason of an ok.
  @Test(arguments: 0..<100) func theSendersFaultsChangeNothing(seed: Int) {
    var numbers = SplitMix(seed: UInt64(seed) + 20_000)
    let entries = randomHistory(&numbers)
    let before = verdict(entries, day: 70)
    let noise: [Cause] = [.blocklisted, .authenticationFailed, .rateLimited, .spamContent, .policy]
    let more = (0..<40).map {
      failure(noise[$0 % 5], day: $0, hour: 23, message: 9_000 + UInt64($0))
    }
    let after = verdict(entries + more, day: 70)
    #expect(after.state == before.state)
    #expect(after.until == before.until)
  }

  private func randomHistory(_ numbers: inout SplitMix) -> [HistoryEntry] {
    let causes: [Cause] = [
      .userUnknown, .mailboxFull, .mailboxInactive, .domainUnknown, .networkError,
      .deliveryExpired, .undefined, .recipientRefused, .blocklisted, .domainRefusesMail,
    ]
    return (0..<Int(numbers.next() % 14)).map { _ in
      let day = Int(numbers.next() % 60)
      let hour = Int(numbers.next() % 24)
      switch numbers.next() % 12 {
      case 0: return other(.delivered, day: day, hour: hour)
      case 1: return other(.complaint, day: day, hour: hour)
      case let choice:
        return failure(
          causes[Int(numbers.next() % 10)], day: day, hour: hour,
          permanent: numbers.next() % 2 == 0, message: numbers.next() % 8,
          verification: numbers.next() % 8 == 0 ? .unverified : .unchecked,
          kind: choice == 2 ? .delayed : .failed, isUnsure: numbers.next() % 4 == 0)
      }
    }
  }

  private func randomDecisions(_ numbers: inout SplitMix) -> [Decision] {
    guard numbers.next() % 3 == 0 else { return [] }
    return (1...Int64(1 + numbers.next() % 4)).map { id in
      let day = Int(numbers.next() % 60)
      let until = numbers.next() % 2 == 0 ? nil : day + Int(numbers.next() % 60)
      let isDomain = numbers.next() % 3 == 0
      switch numbers.next() % 4 {
      case 0: return decision(id, .suppress, day: day, until: until, domain: isDomain)
      case 1: return decision(id, .allow, day: day, until: until, domain: isDomain)
      case 2: return decision(id, .release, day: day, domain: isDomain)
      default:
        return id == 1
          ? decision(id, .release, day: day, domain: isDomain)
          : decision(id, .undo, day: day, domain: isDomain, undoes: id - 1)
      }
    }
  }
}
