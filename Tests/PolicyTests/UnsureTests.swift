import Model
import Testing

@testable import Policy

/// When unsure, do not suppress.
@Suite struct UnsureTests {
  private func unsure(_ cause: Cause, _ days: [Int]) -> [HistoryEntry] {
    days.map { failure(cause, day: $0, isUnsure: true) }
  }

  /// Causes that one failure, or two, would suppress or hold for.
  @Test(arguments: [
    Cause.userUnknown, .badAddress, .moved, .domainUnknown, .domainRefusesMail, .mailboxInactive,
  ])
  func anUnsureCauseNeedsOthersToBearItOut(cause: Cause) {
    for days in [[0], [0, 1], [0, 14], [0, 7, 13]] {
      let found = verdict(unsure(cause, days), day: days.last ?? 0)
      #expect(found.state == .ok, "\(days)")
      #expect(found.rule == .belowThreshold, "\(days)")
      #expect(found.threshold == 3)
    }
    let found = verdict(unsure(cause, [0, 7, 14]), day: 14)
    #expect(found.state == (cause == .mailboxInactive ? .hold : .suppress))
    #expect(found.rule == (cause == .mailboxInactive ? .hold : .repeatedEvidence))
    #expect(found.incidents == 3)
  }

  @Test func aSureFailureNeedsNoneOfThem() {
    let entries = unsure(.userUnknown, [0]) + [failure(.userUnknown, day: 1)]
    let found = verdict(entries, day: 1)
    #expect(found.rule == .permanentEvidence)
    #expect(found.incidents == 1)
  }

  /// One sure failure and an unsure one are not two sure ones.
  @Test func unsureFailuresDoNotFillUpAThreshold() {
    let mixed = unsure(.domainUnknown, [0]) + [failure(.domainUnknown, day: 1)]
    #expect(verdict(mixed, day: 1).state == .ok)
    let more = mixed + [failure(.domainUnknown, day: 2)]
    #expect(verdict(more, day: 2).state == .suppress)
  }

  /// A temporary report that is sure does not make a permanent one sure that is not.
  @Test func sureAndTemporaryOnTheSameDayIsNoProof() {
    let entries = [
      failure(.userUnknown, day: 0, hour: 1, permanent: false),
      failure(.userUnknown, day: 0, hour: 2, isUnsure: true),
    ]
    #expect(verdict(entries, day: 0).state == .ok)
  }

  /// A threshold that is already higher stays as it is.
  @Test func noThresholdIsLowered() {
    #expect(verdict(unsure(.networkError, [0, 7, 14]), day: 14).state == .ok)
    #expect(verdict(unsure(.networkError, [0, 5, 10, 14]), day: 14).state == .hold)
  }

  @Test func ofTwoReportsAboutOneMessageTheSureOneIsTaken() {
    for hours in [(1, 2), (2, 1)] {
      let found = verdict(
        [
          failure(.blocklisted, day: 0, hour: hours.0, message: 5),
          failure(.userUnknown, day: 0, hour: hours.1, message: 5, isUnsure: true),
        ], day: 0)
      #expect(found.cause == .blocklisted)
      #expect(found.rule == .notTheRecipientsFault)
    }
  }

  @Test func anUnsureDelayExplainsNoExpiry() {
    let found = verdict(
      [
        failure(.userUnknown, day: 0, message: 5, kind: .delayed, isUnsure: true),
        failure(.deliveryExpired, day: 1, message: 5),
      ], day: 1)
    #expect(found.state == .ok)
    #expect(found.cause == .networkError)
  }

  @Test func anUnsureReportStopsNoMailToADomain() {
    let evidence = Policy.standard.domainEvidence(
      of: history(unsure(.domainRefusesMail, [0, 7, 14])))
    #expect(evidence.isEmpty)
  }

  /// What was suppressed at once stays so through a delivery; what was borne out by others does not.
  @Test func aDeliveryEndsWhatIsUnsure() {
    let entries = unsure(.userUnknown, [0, 7, 14]) + [other(.delivered, day: 15)]
    #expect(verdict(entries, day: 16).rule == .deliveredSince)
  }

  @Test func thePolicyDecidesWhatUnsureEvidenceIsWorth() throws {
    let trusting = try Policy(toml: "unsure-incidents = 1\nunsure-over-days = 0")
    let found = trusting.evaluate(history(unsure(.userUnknown, [0])), now: moment(0))
    #expect(found.state == .suppress)
    let careful = try Policy(toml: "unsure-incidents = 5")
    #expect(
      careful.evaluate(history(unsure(.userUnknown, [0, 7, 14, 21])), now: moment(21)).state == .ok)
  }

  @Test func theExplanationSaysWhatIsUnsure() {
    let lines = Policy.standard.explain(history(unsure(.userUnknown, [0])), now: moment(0)).lines
    #expect(
      lines.map(\.words) == [
        "incident 1 of 3 over 14 days; the cause is unsure, so one report proves nothing"
      ])
  }
}
