import Model
import Testing

@testable import Policy

@Suite struct IncidentTests {
  @Test func onePerDay() {
    let entries = (0..<24).map { failure(.mailboxFull, day: 0, hour: $0) }
    let found = verdict(entries + [failure(.mailboxFull, day: 14)], day: 14)
    #expect(found.state == .ok)
    #expect(found.incidents == 2)
  }

  @Test func onePerMessage() {
    let copies = [0, 7, 14].map { failure(.mailboxFull, day: $0, message: 1) }
    let found = verdict(copies, day: 14)
    #expect(found.state == .ok)
    #expect(found.incidents == 1)
    let messages = [0, 7, 14].map { failure(.mailboxFull, day: $0, message: UInt64($0 + 1)) }
    #expect(verdict(messages, day: 14).state == .hold)
  }

  @Test func reportsWithoutMessageCountByDay() {
    let entries = [0, 7, 14].map { failure(.mailboxFull, day: $0) }
    #expect(verdict(entries, day: 14).state == .hold)
  }

  // A relay says "try later", and the host behind it says the final word about the same message.
  @Test func theStrongerReportOfAMessageDecides() {
    let entries = [
      failure(.networkError, day: 0, permanent: false, message: 1),
      failure(.userUnknown, day: 1, message: 1),
    ]
    let found = verdict(entries, day: 1)
    #expect(found.state == .suppress)
    #expect(found.cause == .userUnknown)
  }

  @Test func causesAreCountedApart() {
    let entries = [
      failure(.mailboxFull, day: 0), failure(.networkError, day: 7), failure(.mailboxFull, day: 14),
    ]
    #expect(verdict(entries, day: 14).state == .ok)
  }

  @Test func theStrongestVerdictWins() {
    let full = [0, 7, 14].map { failure(.mailboxFull, day: $0) }
    let held = verdict(full + [failure(.mailboxInactive, day: 14, hour: 13)], day: 15)
    #expect(held.cause == .mailboxInactive)
    let suppressed = verdict(full + [failure(.userUnknown, day: 3)], day: 15)
    #expect(suppressed.state == .suppress)
    let complained = verdict(
      full + [failure(.userUnknown, day: 3), other(.complaint, day: 2)], day: 15)
    #expect(complained.rule == .complaint)
  }

  // "4.4.7 retry timeout exceeded": the delays before it said what of.
  @Test func anExpiredDeliveryCountsAsItsUnderlyingCause() {
    let entries = [0, 7, 14].flatMap { day in
      [
        failure(
          .mailboxFull, day: day, hour: 1, permanent: false, message: UInt64(day + 1),
          kind: .delayed),
        failure(.deliveryExpired, day: day, hour: 20, permanent: false, message: UInt64(day + 1)),
      ]
    }
    let found = verdict(entries, day: 14)
    #expect(found.state == .hold)
    #expect(found.cause == .mailboxFull)
  }

  @Test func unverifiedReportsAreNeverActedOn() {
    let forged = failure(.userUnknown, day: 0, verification: .unverified)
    let found = verdict([forged, other(.complaint, day: 1, verification: .unverified)], day: 1)
    #expect(found.state == .ok)
    #expect(found.rule == .unverifiedOnly)
    let real = failure(.userUnknown, day: 0, verification: .verified)
    #expect(verdict([real], day: 0).state == .suppress)
    // A forged delivery releases nobody.
    let full = [0, 7, 14].map { failure(.mailboxFull, day: $0) }
    let released = verdict(full + [other(.delivered, day: 15, verification: .unverified)], day: 16)
    #expect(released.state == .hold)
  }
}
