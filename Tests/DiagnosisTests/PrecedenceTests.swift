import Model
import Octets
import Testing

@testable import Diagnosis

/// Which of several rules decides, as docs/rules.md says it.
@Suite struct PrecedenceTests {
  @Test func everyCauseHasAPlace() {
    #expect(Set(Cause.precedence) == Set(Cause.allCases))
    #expect(Cause.precedence.count == Cause.allCases.count)
  }

  @Test(arguments: [
    // Words beat the enhanced code, a telling code beats weak words, these beat a vague code.
    ("550 5.1.1 Mailbox full", "mailbox-full"),
    ("550 5.2.2 Recipient address rejected", "mailbox-full"),
    ("550 5.7.1 Recipient address rejected", "user-unknown"),
    // A longer phrase covers the shorter ones in it.
    ("550 Sender address rejected: Domain not found", "sender-rejected"),
    ("550 Relay access denied", "relay-denied"),
    // One that has them only as "any word" does not: a refused host is not what is meant here.
    ("550 This server: relay access denied", "relay-denied"),
    ("550 Your recipient's domain is not registered", "domain-unknown"),
    // The object of the sentence.
    ("550 Sender address rejected: User unknown", "sender-rejected"),
    ("550 mailbox unavailable. Your IP is blacklisted", "blocklisted"),
    // Methods and lists explain what stands beside them.
    ("550 blocked by policy: DMARC check failed", "authentication-failed"),
    ("550 blocked, no PTR record for your IP", "missing-ptr"),
    // The states of a mailbox.
    ("552 user is over quota and inactive", "mailbox-inactive"),
    ("550 user unknown or mailbox full", "user-unknown"),
    // The inner reply.
    (
      "host mx.example.org said: 550 User unknown: host in.example.net said: 552 mailbox is full",
      "mailbox-full"
    ),
    (
      "5.1.0 - Unknown address error 550-'5.2.1 mailbox disabled' (delivery attempts: 0)",
      "mailbox-inactive"
    ),
    ("mailbox is full: retry timeout exceeded", "mailbox-full"),
    ("Message expired -> 550 5.1.1 no such user", "user-unknown"),
    // The stage.
    (
      "SMTP error from remote mail server after MAIL FROM:<a@example.net>: 550 No such domain",
      "sender-rejected"
    ),
    // 552 alone is no full mailbox (RFC 5321 section 4.5.3.1.10).
    ("552", "undefined"),
    ("552 5.0.0", "undefined"),
  ])
  func theRightRuleDecides(text: String, cause: String) {
    let finding = Classifier.standard.classify(Evidence(text: Bytes(text)))
    #expect(finding.cause.rawValue == cause, "by \(finding.rule)")
  }

  @Test(arguments: [
    ("550 User unknown", true), ("450 User unknown", false), ("User unknown", true),
    ("550 Greylisted, try again in 5 minutes", false), ("554 Your IP is blacklisted", true),
    ("Connection timed out", false), ("mailbox is temporarily over quota", false),
    ("550 5.7.1 account temporarily locked", false), ("421 blocked by bl.spamcop.net", false),
  ])
  func permanenceIsNamed(text: String, permanent: Bool) {
    #expect(Classifier.standard.classify(Evidence(text: Bytes(text))).permanent == permanent)
  }

  @Test func nothingDependsOnTheOrderOfFiles() throws {
    let files = RuleSet.standardFiles
    let forwards = try RuleSet(files: files)
    let backwards = try RuleSet(files: files.reversed())
    for reply in Reply.all {
      let texts = [forwards, backwards].map { set in
        Classifier(set).classify(Evidence(text: reply.text)).rule
      }
      #expect(texts[0] == texts[1], "\(reply.text.string)")
    }
  }
}
