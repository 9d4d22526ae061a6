import Model
import Testing

@testable import Policy

@Suite struct HoldTests {
  @Test func aHoldEnds() {
    let entries = [failure(.mailboxInactive, day: 0)]
    #expect(verdict(entries, day: 89).state == .hold)
    let over = verdict(entries, day: 90)
    #expect(over.state == .ok)
    #expect(over.rule == .holdExpired)
    #expect(over.incidents == 1)
  }

  /// 90 days, then 180, then 360, then for good.
  @Test func aRepeatedHoldWidens() {
    var entries = [failure(.mailboxInactive, day: 0)]
    #expect(verdict(entries, day: 1).step == 1)
    entries.append(failure(.mailboxInactive, day: 91))
    let second = verdict(entries, day: 92)
    #expect(second.rule == .holdRepeated)
    #expect(second.step == 2)
    #expect(second.until == moment(91 + 180))
    entries.append(failure(.mailboxInactive, day: 300))
    let third = verdict(entries, day: 301)
    #expect(third.until == moment(300 + 360))
    #expect(verdict(entries, day: 660).state == .ok)
    entries.append(failure(.mailboxInactive, day: 700))
    let last = verdict(entries, day: 701)
    #expect(last.state == .suppress)
    #expect(last.rule == .holdsExhausted)
    #expect(last.incidents == 4)
    #expect(last.until == nil)
  }

  // Mail that was under way when the hold began changes nothing.
  @Test func incidentsDuringAHoldDoNotWidenIt() {
    let entries = [0, 10, 20, 89].map { failure(.mailboxInactive, day: $0) }
    let found = verdict(entries, day: 89)
    #expect(found.step == 1)
    #expect(found.until == moment(90))
    #expect(found.incidents == 4)
    #expect(verdict(entries, day: 90).state == .ok)
  }

  // The threshold was reached before, with no delivery since.
  @Test func oneIncidentAfterAHoldRepeatsIt() {
    let entries = [0, 7, 14, 45].map { failure(.mailboxFull, day: $0) }
    let found = verdict(entries, day: 46)
    #expect(found.step == 2)
    #expect(found.until == moment(45 + 60))
  }

  @Test func aDeliveryReleases() {
    let entries = [0, 7, 14].map { failure(.mailboxFull, day: $0) }
    let found = verdict(entries + [other(.delivered, day: 15)], day: 16)
    #expect(found.state == .ok)
    #expect(found.rule == .deliveredSince)
    // One that happened before the last evidence does not.
    #expect(verdict(entries + [other(.delivered, day: -1)], day: 16).state == .hold)
  }

  @Test func aDeliveryResetsTheCount() {
    let entries = [
      failure(.mailboxFull, day: 0), failure(.mailboxFull, day: 7), other(.delivered, day: 8),
      failure(.mailboxFull, day: 14),
    ]
    let found = verdict(entries, day: 14)
    #expect(found.state == .ok)
    #expect(found.incidents == 1)
  }

  @Test func aDeliveryResetsTheWidening() {
    let entries = [
      failure(.mailboxInactive, day: 0), failure(.mailboxInactive, day: 100),
      other(.delivered, day: 300), failure(.mailboxInactive, day: 301),
    ]
    #expect(verdict(entries, day: 301).step == 1)
  }

  @Test(arguments: [Cause.domainUnknown, .undefined])
  func aDeliveryReleasesWhatWasCounted(cause: Cause) {
    let entries = [0, 7, 14].map { failure(cause, day: $0) }
    #expect(verdict(entries, day: 14).state == .suppress)
    #expect(verdict(entries + [other(.delivered, day: 15)], day: 15).state == .ok)
  }

  @Test func aDeliveryNeverReleasesAComplaint() {
    let entries = [other(.complaint, day: 0), other(.delivered, day: 1)]
    #expect(verdict(entries, day: 2).state == .suppress)
  }

  @Test func whatSuppressesAtOnceIsReleasedByDeliveryOnlyWhereThePolicySaysSo() {
    let entries = [failure(.userUnknown, day: 0), other(.delivered, day: 1)]
    #expect(verdict(entries, day: 2).state == .suppress)
    var policy = Policy.standard
    policy.deliveryReleasesSuppression = true
    #expect(policy.evaluate(history(entries), now: moment(2)).rule == .deliveredSince)
  }
}
