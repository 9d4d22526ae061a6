import Model
import Testing

@testable import Policy

@Suite struct DecisionTests {
  let unknown = failure(.userUnknown, day: 0)

  @Test func suppress() {
    let found = verdict([], decisions: [decision(1, .suppress, day: 0)], day: 1)
    #expect(found.state == .suppress)
    #expect(found.rule == .personSuppressed)
    #expect(found.decision == 1)
    // A delivery never releases it.
    let delivered = verdict(
      [other(.delivered, day: 2)], decisions: [decision(1, .suppress, day: 0)], day: 3)
    #expect(delivered.state == .suppress)
  }

  @Test func suppressForATime() {
    let decisions = [decision(1, .suppress, day: 0, until: 10)]
    #expect(verdict([], decisions: decisions, day: 9).until == moment(10))
    #expect(verdict([], decisions: decisions, day: 10).state == .ok)
    // The rules go on behind it.
    let held = verdict([failure(.mailboxInactive, day: 5)], decisions: decisions, day: 10)
    #expect(held.state == .hold)
    #expect(held.until == moment(95))
    #expect(verdict([unknown], decisions: decisions, day: 10).rule == .permanentEvidence)
  }

  @Test func allow() {
    let decisions = [decision(1, .allow, day: 1)]
    let found = verdict([unknown, other(.complaint, day: 2)], decisions: decisions, day: 3)
    #expect(found.state == .ok)
    #expect(found.rule == .personAllowed)
  }

  @Test func release() {
    let decisions = [decision(1, .release, day: 1)]
    let found = verdict([unknown], decisions: decisions, day: 2)
    #expect(found.rule == .releasedByPerson)
    // What happens later counts.
    let later = verdict([unknown, failure(.userUnknown, day: 3)], decisions: decisions, day: 3)
    #expect(later.state == .suppress)
    #expect(later.incidents == 1)
    // What is learnt later, but happened before, does not.
    #expect(
      verdict([failure(.badAddress, day: 1, hour: 0)], decisions: decisions, day: 9).state == .ok)
    #expect(verdict([other(.complaint, day: 0)], decisions: decisions, day: 2).state == .ok)
  }

  @Test func theLatestWins() {
    let suppressed = decision(1, .suppress, day: 0)
    let allowed = decision(2, .allow, day: 1)
    #expect(verdict([], decisions: [suppressed, allowed], day: 2).state == .ok)
    #expect(verdict([], decisions: [allowed, suppressed], day: 2).state == .ok)
    let again = decision(3, .suppress, day: 2)
    #expect(verdict([], decisions: [suppressed, again, allowed], day: 3).state == .suppress)
    let released = decision(4, .release, day: 3)
    #expect(verdict([], decisions: [suppressed, again, allowed, released], day: 4).state == .ok)
  }

  @Test func ofTheSameSecondTheLaterNumberWins() {
    let decisions = [decision(2, .allow, day: 0), decision(1, .suppress, day: 0)]
    #expect(verdict([], decisions: decisions, day: 0).state == .ok)
  }

  @Test func anExceptionForATimeGivesWayToWhatWasBefore() {
    let decisions = [decision(1, .suppress, day: 0), decision(2, .allow, day: 1, until: 5)]
    #expect(verdict([], decisions: decisions, day: 4).state == .ok)
    #expect(verdict([], decisions: decisions, day: 5).state == .suppress)
  }

  @Test func undo() {
    let suppressed = decision(1, .suppress, day: 0)
    let undone = decision(2, .undo, day: 1, undoes: 1)
    #expect(verdict([], decisions: [suppressed, undone], day: 2).state == .ok)
    let redone = decision(3, .undo, day: 2, undoes: 2)
    #expect(verdict([], decisions: [suppressed, undone, redone], day: 3).state == .suppress)
    let released = decision(1, .release, day: 1)
    let taken = decision(2, .undo, day: 2, undoes: 1)
    #expect(verdict([unknown], decisions: [released, taken], day: 3).state == .suppress)
  }

  @Test func aWholeDomain() {
    let allowed = [decision(1, .allow, day: 1, domain: true)]
    #expect(verdict([unknown], decisions: allowed, day: 2).rule == .personAllowedDomain)
    // Who complained is not mailed because somebody trusts the domain.
    #expect(verdict([other(.complaint, day: 0)], decisions: allowed, day: 2).state == .suppress)
    let released = [decision(1, .release, day: 1, domain: true)]
    #expect(verdict([unknown], decisions: released, day: 2).state == .ok)
    #expect(verdict([other(.complaint, day: 0)], decisions: released, day: 2).state == .suppress)
  }

  @Test func whatIsSaidOfTheAddressGoesBeforeWhatIsSaidOfTheDomain() {
    let both = [decision(1, .suppress, day: 0), decision(2, .allow, day: 1, domain: true)]
    #expect(verdict([], decisions: both, day: 2).state == .suppress)
    let refused = Policy.standard.domainStanding(
      "example.net", evidence: [], lastDelivery: nil,
      decisions: [decision(3, .suppress, day: 0, domain: true)])?.verdict(at: moment(1))
    #expect(refused?.rule == .personSuppressedDomain)
    #expect(verdict([], day: 1).within(refused).state == .suppress)
    let allowed = verdict([], decisions: [decision(4, .allow, day: 0)], day: 1)
    #expect(allowed.within(refused).state == .ok)
  }
}
