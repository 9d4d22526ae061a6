import Foundation
import Model
import Octets
import Testing

@testable import Policy
@testable import Store

/// What a whole list is compared with must answer as the question about a single address does.
@Suite struct SuppressionIndexTests {
  private static let domains = [
    "a.example", "b.example", "bücher.example", "closed.example", "open.example", "case.example",
  ]

  private func expectAgreement(
    _ store: Store, _ addresses: [EmailAddress], now: Int64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for states in [Set([VerdictState.suppress]), [.suppress, .hold], [.hold]] {
      let index = try store.suppressionIndex(states: states, now: now)
      for (address, verdict) in zip(addresses, try store.check(addresses, now: now)) {
        let found = index.verdict(local: Bytes(address.local), domain: Bytes(address.domain))
        let expected = states.contains(verdict.state) ? verdict : nil
        #expect(found?.state == expected?.state, "\(address)", sourceLocation: sourceLocation)
        #expect(found?.rule == expected?.rule, "\(address)", sourceLocation: sourceLocation)
        #expect(found?.cause == expected?.cause, "\(address)", sourceLocation: sourceLocation)
        #expect(found?.first == expected?.first, "\(address)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: 0..<12) func listsAreAnsweredAsSingleAddressesAre(seed: Int) throws {
    let file = try TemporaryStore()
    let store = try file.open()
    var generator = SplitMix(seed: UInt64(seed))
    let locals = ["ada", "Bob", "o'brien", "grün", "Ünal", "x+y"]
    func anyone() -> EmailAddress {
      EmailAddress(
        local: locals.randomElement(using: &generator) ?? "",
        domain: Self.domains.randomElement(using: &generator) ?? "")
    }
    var policy = Policy.standard
    if seed % 3 == 1 { policy.localPartCase = .keep }
    if seed % 3 == 2 {
      policy.exceptions["case.example"] = DomainException(localPartCase: .keep)
      policy.exceptions["b.example"] = DomainException(isExempt: true)
    }
    try store.adopt(policy, who: "t", why: "t", now: start)
    for number in 0..<30 {
      let cause = [
        Cause.userUnknown, .mailboxInactive, .mailboxFull, .domainRefusesMail, .blocklisted,
      ]
      .randomElement(using: &generator)
      try store.ingest([
        event(anyone().description, cause, at: start + Int64(number) * day, message: "\(number)")
      ])
    }
    for number in 0..<12 {
      let action = [Decision.Action.suppress, .allow, .release].randomElement(using: &generator)
      let target: Decision.Target =
        number % 3 == 0
        ? .domain(Self.domains.randomElement(using: &generator) ?? "") : .address(anyone())
      let until = number % 4 == 0 ? start + Int64.random(in: 20...90, using: &generator) * day : nil
      try store.decide(
        action ?? .suppress, target, until: action == .release ? nil : until, who: "t", why: "t",
        now: start + 31 * day)
    }
    if seed % 2 == 0 {
      try store.forget(anyone(), who: "t", why: "t", now: start)
      try store.decide(
        .suppress, .address(anyone()), until: start + 40 * day, who: "t", why: "t", now: start)
      try store.forget(
        EmailAddress(local: "Stranger", domain: "new.example"), who: "t", why: "t", now: start)
    }
    var asked = Self.domains.flatMap { domain in
      (locals + ["stranger"]).flatMap { local in
        [local, local.uppercased(), local.lowercased()].map {
          EmailAddress(local: $0, domain: domain.uppercased())
        }
      }
    }
    asked += ["stranger@new.example", "other@new.example", "ada@xn--bcher-kva.example"].map(address)
    for now in [start, start + 15 * day, start + 35 * day, start + 60 * day, start + 400 * day] {
      try expectAgreement(store, asked, now: now)
      try expectListedOnce(store, now: now)
    }
  }

  /// Whoever is listed is listed once, with the verdict that a question about them is answered with.
  private func expectListedOnce(_ store: Store, now: Int64) throws {
    for states in [Set([VerdictState.suppress, .hold]), [.hold], [.suppress]] {
      var listed: [Listed] = []
      try store.recipients(RecipientFilter(states: states), now: now) { listed.append(Listed($0)) }
      #expect(Set(listed.map(\.address)).count == listed.count)
      for recipient in listed {
        let verdict = try store.check([address(recipient.address)], now: now)[0]
        #expect(verdict.state == recipient.verdict.state, "\(recipient.address)")
      }
    }
  }

  /// A suppression for a limited time does not bring back somebody who asked to be forgotten.
  @Test func whoWasForgottenStaysSuppressed() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    try store.ingest([event("ada@a.example")])
    try store.forget(address("ada@a.example"), who: "t", why: "t", now: start)
    try store.decide(
      .suppress, .address(address("ada@a.example")), until: start + day, who: "t", why: "t",
      now: start)
    let verdict = try store.check([address("Ada@A.example")], now: start + 2 * day)[0]
    #expect(verdict.state == .suppress)
    #expect(verdict.rule == .forgotten)
    try store.decide(
      .allow, .address(address("ada@a.example")), who: "t", why: "asked to be back", now: start)
    #expect(try store.check([address("ada@a.example")], now: start + 2 * day)[0].state == .ok)
  }
}
