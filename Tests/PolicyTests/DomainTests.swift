import Model
import Testing

@testable import Policy

@Suite struct DomainTests {
  @Test(arguments: Cause.allCases) func evidence(cause: Cause) {
    let found = Policy.standard.domainEvidence(of: history([failure(cause, day: 0)]))
    #expect(found.map(\.problem) == (cause.domainProblem.map { [$0] } ?? []))
  }

  @Test func incidentsAreOnePerDayAndMessage() {
    let entries = [
      failure(.mailboxInactive, day: 0, hour: 1, message: 1),
      failure(.mailboxInactive, day: 0, hour: 2, message: 2),
      failure(.mailboxInactive, day: 5, message: 1), failure(.mailboxInactive, day: 6, message: 3),
      failure(.systemFull, day: 1),
    ]
    let found = Policy.standard.domainEvidence(of: history(entries))
    #expect(found.count == 2)
    #expect(found[0].incidents == 2)
    #expect(found[0].first == moment(0, hour: 1))
    #expect(found[0].last == moment(6))
    #expect(found[1].problem == .storage)
  }

  @Test func whatIsUnverifiedOrReleasedOrOnlyLateSaysNothing() {
    let forged = failure(.mailboxInactive, day: 0, verification: .unverified)
    let late = failure(.mailboxInactive, day: 0, kind: .delayed)
    #expect(Policy.standard.domainEvidence(of: history([forged, late])).isEmpty)
    let released = [decision(1, .release, day: 1, domain: true)]
    let old = history([failure(.mailboxInactive, day: 0)], decisions: released)
    #expect(Policy.standard.domainEvidence(of: old).isEmpty)
  }

  struct Flag: Sendable {
    var problem: DomainProblem
    var addresses: Int
    var isFlagged: Bool
  }

  @Test(arguments: [
    Flag(problem: .hosting, addresses: 1, isFlagged: true),
    Flag(problem: .unreachable, addresses: 1, isFlagged: true),
    Flag(problem: .unknown, addresses: 1, isFlagged: true),
    Flag(problem: .refusesMail, addresses: 1, isFlagged: true),
    Flag(problem: .storage, addresses: 1, isFlagged: true),
    Flag(problem: .system, addresses: 1, isFlagged: true),
    Flag(problem: .relay, addresses: 2, isFlagged: false),
    Flag(problem: .relay, addresses: 3, isFlagged: true),
  ])
  func thresholds(flag: Flag) {
    #expect(
      Policy.standard.flags(refusal(flag.problem, addresses: flag.addresses)) == flag.isFlagged)
  }

  @Test func aDomainThatRefusesMailIsSuppressed() {
    let found = standing([refusal(.refusesMail)], lastDelivery: nil)?.verdict(at: moment(1_000))
    #expect(found?.state == .suppress)
    #expect(found?.rule == .domainRefusesMail)
    #expect(found?.cause == .domainRefusesMail)
    // No other problem is held against its addresses.
    for problem in DomainProblem.allCases where problem != .refusesMail {
      #expect(standing([refusal(problem, addresses: 50)], lastDelivery: nil) == nil)
    }
  }

  @Test func aDomainThatTookAMessageSinceDoesNotRefuseMail() {
    #expect(standing([refusal(.refusesMail)], lastDelivery: moment(1)) == nil)
    #expect(standing([refusal(.refusesMail)], lastDelivery: moment(-1)) != nil)
  }

  @Test func aTemporaryRefusalSuppressesNoDomain() {
    let entry = failure(.domainRefusesMail, day: 0, permanent: false)
    #expect(Policy.standard.domainEvidence(of: history([entry])).isEmpty)
  }

  @Test func aPersonDecides() {
    let allow = decision(1, .allow, day: 1, until: 10, domain: true)
    let found = standing([refusal(.refusesMail)], lastDelivery: nil, decisions: [allow])
    #expect(found?.verdict(at: moment(5)).state == .ok)
    #expect(found?.verdict(at: moment(10)).state == .suppress)
    let suppress = decision(1, .suppress, day: 1, until: 10, domain: true)
    let other = standing([], lastDelivery: nil, decisions: [suppress])
    #expect(other?.verdict(at: moment(5)).rule == .personSuppressedDomain)
    #expect(other?.verdict(at: moment(10)).state == .ok)
  }

  @Test func exemptDomains() {
    var policy = Policy.standard
    policy.exceptions["example.net"] = DomainException(isExempt: true)
    let found = policy.evaluate(history([failure(.userUnknown, day: 0)]), now: moment(1))
    #expect(found.state == .ok)
    #expect(found.rule == .exempt)
    let complained = policy.evaluate(history([other(.complaint, day: 0)]), now: moment(1))
    #expect(complained.state == .suppress)
    #expect(
      policy.domainStanding(
        "example.net", evidence: [refusal(.refusesMail)], lastDelivery: nil, decisions: []) == nil)
  }

  @Test func aDomainMayHaveRulesOfItsOwn() {
    var policy = Policy.standard
    policy.exceptions["example.net"] = DomainException(rules: [.userUnknown: .hold(days: 5)])
    let found = policy.evaluate(history([failure(.userUnknown, day: 0)]), now: moment(1))
    #expect(found.state == .hold)
    #expect(found.until == moment(5))
    #expect(policy.rule(for: .badAddress, at: "example.net").outcome == .suppress)
  }

  private func refusal(_ problem: DomainProblem, addresses: Int = 1) -> DomainEvidence {
    DomainEvidence(
      problem: problem, addresses: addresses, incidents: addresses, first: moment(0),
      last: moment(0), evidence: EventKey(high: 1, low: 1))
  }

  private func standing(
    _ evidence: [DomainEvidence], lastDelivery: Int64?, decisions: [Decision] = []
  ) -> Standing? {
    Policy.standard.domainStanding(
      "example.net", evidence: evidence, lastDelivery: lastDelivery, decisions: decisions)
  }
}
