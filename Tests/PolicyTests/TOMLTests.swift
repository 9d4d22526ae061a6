import Foundation
import Model
import Testing

@testable import Policy

@Suite struct TOMLTests {
  @Test func theStandardPolicySurvivesARoundTrip() throws {
    #expect(try Policy(toml: Policy.standard.toml) == Policy.standard)
    #expect(try Policy(toml: "") == Policy.standard)
  }

  @Test func everythingSurvivesARoundTrip() throws {
    var policy = Policy.standard
    policy.rules[.mailboxFull] = .review(after: Threshold(incidents: 9, days: 90))
    policy.rules[.userUnknown] = .suppress(after: Threshold(incidents: 2, days: 3))
    policy.rules[.moved] = nil
    policy.rules[.greylisted] = .hold(days: 1)
    policy.holdWidening = [1, 10]
    policy.deliveryReleasesSuppression = true
    policy.localPartCase = .keep
    policy.domainRules[.hosting] = DomainRule(
      addresses: 5, incidents: 6, openDays: nil, suppresses: true)
    policy.exceptions = [
      "example.net": DomainException(isExempt: true, localPartCase: .fold),
      "xn--bcher-kva.example": DomainException(rules: [.virus: .hold(days: 3)]),
    ]
    #expect(try Policy(toml: policy.toml) == policy)
  }

  @Test func whatIsNotNamedStays() throws {
    let policy = try Policy(
      toml: """
        [cause.mailbox-full]
        hold-days = 5
        [cause.mailbox-inactive]
        verdict = "suppress"
        [domain-problem.relay]
        addresses = 10
        [domain."Bücher.example"]
        exempt = true
        [domain."example.org".cause.mailbox-full]
        incidents = 1
        """)
    #expect(
      policy.rules[.mailboxFull] == .hold(days: 5, after: Threshold(incidents: 3, days: 14)))
    #expect(policy.rules[.mailboxInactive] == .suppress())
    #expect(policy.rules[.userUnknown] == Policy.standard.rules[.userUnknown])
    #expect(policy.domainRules[.relay] == DomainRule(addresses: 10, incidents: 3))
    #expect(policy.isExempt("xn--bcher-kva.example"))
    #expect(
      policy.rule(for: .mailboxFull, at: "example.org")
        == .hold(days: 5, after: Threshold(incidents: 1, days: 14)))
  }

  @Test(arguments: [
    ("causes = 1", PolicyError.unknownKey("causes")),
    ("[cause.mailbox-fulll]", .unknownKey("cause.mailbox-fulll")),
    ("[cause.moved]\ndays = 3", .unknownKey("cause.moved.days")),
    (
      "[cause.moved]\nverdict = \"maybe\"",
      .invalid(
        key: "cause.moved.verdict", expected: "one of \"never\", \"review\", \"hold\", \"suppress\""
      )
    ),
    (
      "[cause.moved]\nverdict = \"hold\"",
      .invalid(key: "cause.moved.hold-days", expected: "a number of days, 1 or more")
    ),
    (
      "[cause.moved]\nincidents = 0",
      .invalid(key: "cause.moved.incidents", expected: "a number from 1 to 1000000")
    ),
    (
      "[cause.moved]\nincidents = \"3\"",
      .invalid(key: "cause.moved.incidents", expected: "a number from 1 to 1000000")
    ),
    (
      "hold-widening = []",
      .invalid(key: "hold-widening", expected: "a list of numbers from 1 to 1000")
    ),
    (
      "delivery-releases-suppression = 1",
      .invalid(key: "delivery-releases-suppression", expected: "true or false")
    ),
    ("cause = 3", .invalid(key: "cause", expected: "a table")),
    ("[domain-problem.hosting]\nstate = 1", .unknownKey("domain-problem.hosting.state")),
    ("[domain.\"example.net\"]\nsuppress = true", .unknownKey("domain.example.net.suppress")),
  ])
  func mistakesAreNamed(text: String, expected: PolicyError) {
    #expect(throws: expected) { try Policy(toml: text) }
  }

  /// The example in docs/policy.md is a policy.
  @Test func theDocumentedExampleIsValid() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: root.appendingPathComponent("docs/policy.md"), encoding: .utf8)
    let example = try #require(
      text.components(separatedBy: "```toml\n").last?.components(separatedBy: "```").first)
    let policy = try Policy(toml: example)
    #expect(policy.isExempt("example.net"))
    // It spells out what is so anyway.
    #expect(policy.rules == Policy.standard.rules)
    #expect(policy.domainRules == Policy.standard.domainRules)
    for cause in Cause.allCases where Policy.standard.rules[cause] != nil {
      #expect(text.contains(cause.rawValue), "\(cause.rawValue)")
    }
    for problem in DomainProblem.allCases { #expect(text.contains("| \(problem.rawValue) |")) }
  }

  @Test func whatIsNoTOMLIsRefusedWithItsLine() {
    do {
      _ = try Policy(toml: "a = 1\nb = = 2\n")
      Issue.record("accepted")
    } catch PolicyError.syntax(_, let line) {
      #expect(line == 2)
    } catch {
      Issue.record("\(error)")
    }
  }
}
