import Model
import Octets
import Testing

@testable import Diagnosis

/// Rule files of a user: they win, and what is wrong with one is told with its place.
@Suite struct RuleFileTests {
  private func classifier(_ text: String) throws -> Classifier {
    try Classifier(userRules: [("own.rules", Bytes(text))])
  }

  @Test func aUsersRuleWinsOverOurs() throws {
    let text: Bytes = "550 5.1.1 User unknown: the pigeon is ill"
    #expect(Classifier.standard.classify(Evidence(text: text)).cause == .userUnknown)
    let own = try classifier(
      """
      rule: pigeon
      cause: network-error
      phrase: pigeon ill
      permanent: no
      """)
    let finding = own.classify(Evidence(text: text))
    #expect(finding.rule == "pigeon")
    #expect(finding.cause == .networkError)
    #expect(!finding.permanent)
  }

  @Test func aUsersWeakRuleWinsToo() throws {
    let own = try classifier("rule: mine\ncause: policy\nphrase: user unknown\nstrength: weak\n")
    #expect(own.classify(Evidence(text: "550 User unknown")).rule == "mine")
  }

  @Test func aUsersRuleOnACodeWinsOverWords() throws {
    let own = try classifier("rule: mine\ncause: policy\nstatus: 5.1.1\n")
    #expect(own.classify(Evidence(text: "550 5.1.1 User unknown")).rule == "mine")
  }

  @Test func conditionsMustAllHold() throws {
    let own = try classifier(
      """
      rule: only-there
      cause: policy
      phrase: pigeon
      host: example.org
      reply: 55*
      stage: RCPT
      with: loft
      not: tame
      """)
    func rule(_ text: String, _ host: String?, _ stage: SMTPStage?) -> String {
      own.classify(
        Evidence(text: Bytes(text), remoteHost: host.map { Bytes($0) }, stage: stage)
      ).rule
    }
    #expect(rule("550 pigeon in loft", "mx.example.org", .rcpt) == "only-there")
    #expect(rule("450 pigeon in loft", "mx.example.org", .rcpt) != "only-there")
    #expect(rule("550 pigeon in loft", "mx.notexample.org", .rcpt) != "only-there")
    #expect(rule("550 pigeon in loft", "mx.example.org", .data) != "only-there")
    #expect(rule("550 pigeon in cage", "mx.example.org", .rcpt) != "only-there")
    #expect(rule("550 tame pigeon in loft", "mx.example.org", .rcpt) != "only-there")
    #expect(rule("550 pigeon in loft", nil, .rcpt) != "only-there")
  }

  @Test(arguments: [
    ("rule: a\ncause: polcy\nphrase: x y\n", 2, "no cause polcy"),
    ("rule: a\nphrase: x y\n", 1, "needs a cause"),
    ("rule: a\ncause: policy\n", 1, "needs a phrase"),
    ("rule: a b\ncause: policy\nphrase: x\n", 1, "name without spaces"),
    ("rule: a\ncause: policy\nphrase: x\n\nrule: a\ncause: policy\nphrase: y\n", 5, "own.rules:1"),
    ("rule: user-unknown\ncause: policy\nphrase: x\n", 1, "user-unknown.rules:"),
    ("rule: a\ncause: policy\nphrase: x {y\n", 3, "not closed"),
    ("rule: a\ncause: policy\nphrase: x {\n", 3, "not closed"),
    ("rule: a\ncause: policy\nphrase: x [y|z [u]\n", 3, "not closed"),
    ("rule: a\ncause: policy\nphrase: x <n\n", 3, "placeholder is not closed"),
    ("rule: a\ncause: policy\nphrase: x {y … z|u}\n", 3, "not stand in brackets"),
    ("rule: a\ncause: policy\nphrase: x … y ... z … u … v\n", 3, "more than 4 parts"),
    ("rule: a\ncause: policy\nphrase: x {y [z]}\n", 3, "no list"),
    ("rule: a\ncause: policy\nphrase: x] y\n", 3, "closed that was not opened"),
    ("rule: a\ncause: policy\nphrase: {x y]\n", 3, "another kind"),
    ("rule: a\ncause: policy\nphrase: {nolist} y\n", 3, "no list"),
    ("rule: a\ncause: policy\nphrase: <words> y\n", 3, "begin with any word"),
    ("rule: a\ncause: policy\nphrase: y <thing>\n", 3, "<thing>"),
    ("rule: a\ncause: policy\nphrase: ab*\n", 3, "letters at least"),
    ("rule: a\ncause: policy\nphrase: is the\n", 3, "filler"),
    ("rule: a\ncause: policy\nphrase: x {is|was} y\n", 3, "filler"),
    ("rule: a\ncause: policy\nphrase: a … … b\n", 3, "nothing is left"),
    ("rule: a\ncause: policy\nphrase: x\nstatus: 5.x\n", 4, "no status"),
    ("rule: a\ncause: policy\nphrase: x\nreply: 9\n", 4, "no reply code"),
    ("rule: a\ncause: policy\nphrase: x\nstage: LUNCH\n", 4, "stage: is"),
    ("rule: a\ncause: policy\nphrase: x\npermanent: maybe\n", 4, "yes or no"),
    ("rule: a\ncause: policy\nphrase: x\nstrength: mighty\n", 4, "strength: is"),
    ("rule: a\ncause: policy\nphrase: x\nprovider: nobody\n", 4, "no provider"),
    ("rule: a\ncause: policy\ncause: virus\nphrase: x\n", 3, "stands twice"),
    ("rule: a\ncause: policy\nphrasse: x\n", 3, "no field phrasse"),
    ("rule: a\ncause: policy\nzone: x\n", 3, "no place here"),
    ("cause: policy\nphrase: x\n", 1, "begins with"),
    ("just words\n", 1, "field: value"),
    ("  indented\n", 1, "none stands before"),
  ])
  func whatIsWrongIsToldWithItsPlace(text: String, line: Int, words: String) {
    let error = #expect(throws: RuleError.self) { _ = try classifier(text) }
    #expect(error?.file == "own.rules")
    #expect(error?.line == line)
    #expect(error?.message.contains(words) == true, "\(error?.description ?? "no error")")
    #expect(error?.description.hasPrefix("own.rules:\(line): ") == true)
  }

  @Test func aFoldedFieldIsOneLine() throws {
    let own = try classifier("# mine\nrule: mine\ncause: policy\nphrase: pigeon\n  ill\n")
    #expect(own.classify(Evidence(text: "550 pigeon ill")).rule == "mine")
    #expect(own.classify(Evidence(text: "550 pigeon")).rule != "mine")
  }

  @Test func bracketsMayStandInBrackets() throws {
    let own = try classifier(
      """
      rule: mine
      cause: policy
      phrase: pigeon {ill|not [at all] {well|found}|in <n> lofts} [since {monday|june}] ... <ip>
      """)
    func rule(_ text: String) -> String { own.classify(Evidence(text: Bytes(text))).rule }
    for text in [
      "550 pigeon ill 192.0.2.1", "550 pigeon not well 192.0.2.1",
      "550 Pigeon: not at all found, since June, by 192.0.2.1",
      "550 pigeon in 3 lofts at 192.0.2.1",
    ] {
      #expect(rule(text) == "mine", "\(text)")
    }
    for text in [
      "550 pigeon not ill 192.0.2.1", "550 pigeon at all well 192.0.2.1",
      "550 192.0.2.1 pigeon ill", "550 pigeon in lofts at 192.0.2.1",
    ] {
      #expect(rule(text) != "mine", "\(text)")
    }
  }

  @Test func aPhraseMayHaveLists() throws {
    let own = try classifier(
      """
      list: bird
      words: pigeon, crow*, grey parrot

      rule: mine
      cause: policy
      phrase: {bird} [very] {ill|not well} … <n> days
      """)
    for text in [
      "550 Pigeon is ill since 3 days", "550 the crows: very, very not well. since 12 days",
      "550 GREY PARROT ill\r\n550 for the next 5 days",
    ] {
      #expect(own.classify(Evidence(text: Bytes(text))).rule == "mine", "\(text)")
    }
    for text in ["550 parrot ill 3 days", "550 pigeon ill for days", "550 3 days pigeon ill"] {
      #expect(own.classify(Evidence(text: Bytes(text))).rule != "mine", "\(text)")
    }
  }
}
