import Model
import Testing

@testable import Policy

@Suite struct ExplanationTests {
  @Test func everyEventAndDecisionIsExplained() {
    let entries = [
      failure(.mailboxFull, day: 0, message: 1), failure(.mailboxFull, day: 1, message: 1),
      failure(.mailboxFull, day: 7, hour: 1, message: 2),
      failure(.mailboxFull, day: 7, hour: 2, message: 3),
      failure(.mailboxFull, day: 14, message: 4),
      failure(.mailboxFull, day: 20, message: 5), failure(.mailboxFull, day: 50, message: 6),
      failure(.blocklisted, day: 51), other(.autoReply, day: 52),
      failure(.userUnknown, day: 53, verification: .unverified),
    ]
    let decisions = [decision(1, .allow, day: 54), decision(2, .undo, day: 55, undoes: 1)]
    let found = Policy.standard.explain(history(entries, decisions: decisions), now: moment(60))
    #expect(
      found.lines.map(\.words) == [
        "incident 1 of 3 over 14 days",
        "another report about the same message: not counted again",
        "incident 2 of 3 over 14 days",
        "the same cause on the same day: not counted again",
        "starts a hold until 2026-02-14",
        "falls into hold 1: changes nothing",
        "comes after hold 1: held again, longer, until 2026-04-21",
        "not the recipient's fault: never acted on",
        "kept as evidence; counts nowhere",
        "cannot be tied to a message of ours: not acted on",
        "postmaster allowed anna@example.net: asked to (taken back later)",
        "postmaster took back decision 1: asked to",
      ])
    #expect(found.verdict.state == .hold)
    #expect(
      found.verdict.why
        == "The failures came again after a hold, so the address is held longer. mailbox-full: 5 incidents "
        + "from 2026-01-01 to 2026-02-20. Ends 2026-04-21.")
  }

  @Test func deliveriesAndReleases() {
    let entries = [
      failure(.mailboxFull, day: 0), other(.delivered, day: 1), failure(.mailboxFull, day: 2),
      failure(.userUnknown, day: 3),
    ]
    let words = Policy.standard.explain(history(entries), now: moment(4)).lines.map(\.words)
    #expect(
      words == [
        "no longer counts: a message was delivered later",
        "delivered: failures before it no longer count", "incident 1 of 3 over 14 days",
        "suppresses at once",
      ])
    let released = history(entries, decisions: [decision(1, .release, day: 5)])
    #expect(
      Policy.standard.explain(released, now: moment(6)).lines[3].words
        == "no longer counts: a person released the address later")
  }

  @Test func theReasonOfAnOkSaysWhatIsMissing() {
    let found = verdict([failure(.mailboxFull, day: 0), failure(.mailboxFull, day: 3)], day: 3)
    #expect(found.why.contains("mailbox-full: 2 of 3 incidents from 2026-01-01 to 2026-01-04."))
  }

  @Test(arguments: VerdictRule.allCases) func everyRuleHasWords(rule: VerdictRule) {
    #expect(rule.words.hasSuffix("."))
    #expect(Verdict(.ok, rule).why == rule.words)
  }
}
