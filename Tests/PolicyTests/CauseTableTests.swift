import Model
import Testing

@testable import Policy

/// The table of causes, row by row: a history that reaches the threshold, and one that just does not.
@Suite struct CauseTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var cause: Cause
    /// The days of failures that are enough, and of some that are not.
    var enough: [Int]
    var tooFew: [[Int]]
    var state: VerdictState
    var rule: VerdictRule
    /// The length of the hold, from the last of `enough`.
    var holdDays: Int?
    var testDescription: String { cause.rawValue }
  }

  static let rows: [Row] = [
    Row(cause: .userUnknown, enough: [0], tooFew: [], state: .suppress, rule: .permanentEvidence),
    Row(cause: .badAddress, enough: [0], tooFew: [], state: .suppress, rule: .permanentEvidence),
    Row(cause: .moved, enough: [0], tooFew: [], state: .suppress, rule: .permanentEvidence),
    Row(
      cause: .recipientRefused, enough: [0, 7, 14], tooFew: [[0, 7], [0, 7, 13], [0, 14]],
      state: .ok, rule: .review),
    Row(
      cause: .mailboxFull, enough: [0, 7, 14], tooFew: [[0, 7], [0, 7, 13], [0, 14]],
      state: .hold, rule: .hold, holdDays: 30),
    Row(
      cause: .mailboxInactive, enough: [0], tooFew: [], state: .hold, rule: .hold, holdDays: 90),
    Row(
      cause: .domainUnknown, enough: [0, 1], tooFew: [[0], [0, 0]], state: .suppress,
      rule: .repeatedEvidence),
    Row(
      cause: .domainRefusesMail, enough: [0], tooFew: [], state: .suppress,
      rule: .permanentEvidence),
    Row(
      cause: .networkError, enough: [0, 5, 10, 14], tooFew: [[0, 5, 14], [0, 5, 10, 13]],
      state: .hold, rule: .hold, holdDays: 7),
    Row(
      cause: .deliveryExpired, enough: [0, 5, 10, 14], tooFew: [[0, 5, 14], [0, 5, 10, 13]],
      state: .hold, rule: .hold, holdDays: 7),
    Row(
      cause: .undefined, enough: [0, 7, 14], tooFew: [[0, 7], [0, 7, 13], [0, 14]],
      state: .suppress, rule: .repeatedEvidence),
  ]

  @Test(arguments: rows) func enoughIncidents(row: Row) {
    let last = row.enough.last ?? 0
    let found = verdict(row.enough.map { failure(row.cause, day: $0) }, day: last)
    #expect(found.state == row.state)
    #expect(found.rule == row.rule)
    #expect(found.incidents == row.enough.count)
    #expect(found.first == moment(0))
    #expect(found.last == moment(last))
    #expect(found.until == row.holdDays.map { moment(last + $0) })
    // An expired delivery counts as a network error.
    #expect(found.cause == (row.cause == .deliveryExpired ? .networkError : row.cause))
    #expect(found.fault == found.cause?.fault)
  }

  @Test(arguments: rows) func tooFewIncidents(row: Row) {
    for days in row.tooFew {
      let entries = days.enumerated().map { failure(row.cause, day: $1, hour: 1 + $0) }
      let found = verdict(entries, day: 400)
      #expect(found.state == .ok, "\(days)")
      #expect(found.rule == .belowThreshold, "\(days)")
      #expect(found.cause == (row.cause == .deliveryExpired ? .networkError : row.cause))
    }
  }

  /// Whatever is missing in the table above is never held against an address, however often it happens.
  @Test(
    arguments: Set(Cause.allCases).subtracting(rows.map(\.cause)).sorted {
      $0.rawValue < $1.rawValue
    })
  func neverActedOn(cause: Cause) {
    let entries = (0..<100).map { failure(cause, day: $0 * 3) }
    let found = verdict(entries, day: 300)
    #expect(found.state == .ok)
    #expect(found.rule == .notTheRecipientsFault)
    #expect(found.cause == cause)
  }

  /// Each hold is longer than the one before, and one failure after the last of them suppresses.
  @Test(arguments: rows.filter { $0.holdDays != nil }) func holdsWiden(row: Row) throws {
    let length = try #require(row.holdDays)
    var days = row.enough
    for (step, factor) in [1, 2, 4].enumerated() {
      let last = try #require(days.last)
      let found = verdict(days.map { failure(row.cause, day: $0) }, day: last)
      #expect(found.step == step + 1)
      #expect(found.until == moment(last + length * factor))
      #expect(
        verdict(days.map { failure(row.cause, day: $0) }, day: last + length * factor).state == .ok)
      // A day early it falls into the hold and widens nothing.
      let early = days + [last + length * factor - 1]
      #expect(
        verdict(early.map { failure(row.cause, day: $0) }, day: early.last ?? 0).step == step + 1)
      days.append(last + length * factor)
    }
    let found = verdict(days.map { failure(row.cause, day: $0) }, day: 5_000)
    #expect(found.state == .suppress)
    #expect(found.rule == .holdsExhausted)
  }

  /// The causes that are evidence against the domain, and from how many of its addresses on it is flagged.
  @Test(arguments: Cause.allCases) func domainsAreFlagged(cause: Cause) {
    let expected: [Cause: (DomainProblem, addresses: Int)] = [
      .mailboxInactive: (.hosting, 1), .domainUnknown: (.unknown, 1),
      .domainRefusesMail: (.refusesMail, 1), .networkError: (.unreachable, 1),
      .deliveryExpired: (.unreachable, 1), .systemError: (.system, 1), .mailerError: (.system, 1),
      .systemFull: (.storage, 1), .relayDenied: (.relay, 3),
    ]
    let evidence = Policy.standard.domainEvidence(of: history([failure(cause, day: 0)]))
    guard let (problem, addresses) = expected[cause] else {
      #expect(evidence.isEmpty)
      return
    }
    #expect(evidence.map(\.problem) == [problem])
    for var found in evidence {
      found.addresses = addresses
      found.incidents = addresses
      #expect(Policy.standard.flags(found))
      found.addresses = addresses - 1
      #expect(!Policy.standard.flags(found))
    }
  }

  /// Nobody is blamed for what the sender, the message or the network has done.
  @Test(arguments: Cause.allCases) func onlyTheRecipientsSideIsActedOn(cause: Cause) {
    let rule = Policy.standard.rule(for: cause, at: "example.net")
    switch cause.fault {
    case .sender, .senderOrHost, .message: #expect(rule == .never)
    default: break
    }
  }

  // A 4.x.x user-unknown is an incident of a soft cause.
  @Test(arguments: [Cause.userUnknown, .badAddress, .moved, .domainUnknown, .domainRefusesMail])
  func temporaryEvidenceNeverSuppressesAtOnce(cause: Cause) {
    func temporary(_ days: [Int]) -> [HistoryEntry] {
      days.map { failure(cause, day: $0, permanent: false) }
    }
    #expect(verdict(temporary([0]), day: 0).rule == .belowThreshold)
    #expect(verdict(temporary([0, 7]), day: 7).state == .ok)
    #expect(verdict(temporary([0, 7, 13]), day: 13).state == .ok)
    let found = verdict(temporary([0, 7, 14]), day: 14)
    #expect(found.state == .suppress)
    #expect(found.rule == .repeatedTransientEvidence)
  }

  // "Permanent" by its words, 4.x.x by its code: the code wins.
  @Test func aTransientStatusIsNeverPermanentEvidence() {
    let found = verdict([failure(.userUnknown, day: 0, permanent: true, statusClass: 4)], day: 0)
    #expect(found.state == .ok)
  }

  @Test func temporaryFailuresOfUnknownCauseNeverCount() {
    let entries = (0..<50).map { failure(.undefined, day: $0, permanent: false) }
    #expect(verdict(entries, day: 50).state == .ok)
  }

  @Test func temporaryFailuresFillAMailbox() {
    let entries = [0, 7, 14].map { failure(.mailboxFull, day: $0, permanent: false) }
    #expect(verdict(entries, day: 14).state == .hold)
  }

  @Test func otherEvents() {
    let complaint = verdict([other(.complaint, day: 0)], day: 0)
    #expect(complaint.state == .suppress)
    #expect(complaint.rule == .complaint)
    let entries = (0..<100).map {
      other([.autoReply, .delayed, .providerSuppressed][$0 % 3], day: $0)
    }
    #expect(verdict(entries, day: 100).rule == .evidenceOnly)
    #expect(verdict([], day: 0).rule == .nothingKnown)
  }

  @Test func aDelayIsNoIncident() {
    let entries = [
      failure(.mailboxFull, day: 0), failure(.mailboxFull, day: 7, kind: .delayed),
      failure(.mailboxFull, day: 14),
    ]
    #expect(verdict(entries, day: 14).rule == .belowThreshold)
  }
}
