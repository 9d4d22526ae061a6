import Model
import Octets
import Testing

@testable import Diagnosis

/// The same sentence gives the same template, whatever a server has put into it.
@Suite struct TemplateTests {
  private func finding(_ text: String) -> Finding {
    Classifier.standard.classify(Evidence(text: Bytes(text)))
  }

  @Test(arguments: [
    (
      "550 5.7.1 Mail from 192.0.2.1 refused by blackhole site dnsbl.example.net",
      "550 5.7.1 Mail from <ip> refused by blackhole site <blocklist>"
    ),
    (
      "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1",
      "554 5.7.1 Service unavailable; Client host [<ip>] blocked using <blocklist>; <url>"
    ),
    (
      "550 5.1.1 <jane@example.org>: Recipient address rejected: User unknown",
      "550 5.1.1 <<address>>: Recipient address rejected: User unknown"
    ),
    (
      "551 User not local; please try <joe@example.net>",
      "551 User not local; please try <<new-address>>"
    ),
    ("450 4.2.0 Greylisted for 5 minutes", "450 4.2.0 Greylisted for <duration>"),
    ("552 5.3.4 Message too big, 20 MB max", "552 5.3.4 Message too big, <size> max"),
    (
      "421 4.7.0 mx1.example.org[192.0.2.9] too busy on Fri, 22 Sep 2023 01:01:01 +0000",
      "421 4.7.0 <host>[<ip>] too busy on <date>"
    ),
    ("550 unknown user (4fa2b9c07de1)", "550 unknown user (<identifier>)"),
    ("550 5.7.1 blocked (S3140)", "550 5.7.1 blocked (S3140)"),
    ("550 Mail rejete. OFR_506 [506]", "550 Mail rejete. OFR_506 [<number>]"),
  ])
  func whatAServerPutsInIsTakenOut(text: String, template: String) {
    #expect(finding(text).template == template)
  }

  @Test func aReplyIsTheSameHoweverItsLinesWereFolded() {
    let joined = finding(
      "550-5.1.1 The account does not exist. 550-5.1.1 See 550 5.1.1 https://example.org/ a1b2c3d4e5f6"
    )
    let lines = finding(
      "550-5.1.1 The account does not exist.\r\n550-5.1.1 See\r\n550 5.1.1 https://example.org/ 0f9e8d7c6b5a"
    )
    #expect(joined.template == "550-5.1.1 The account does not exist. See <url> <identifier>")
    #expect(joined.template == lines.template)
  }

  @Test func substitutionsStandInTheTemplatesOrder() {
    let found = finding("550 <a@example.org> refused by mx.example.net [192.0.2.1] 12 times")
    #expect(found.template == "550 <<address>> refused by <host> [<ip>] <number> times")
    #expect(found.substitutions.map(\.role) == [.address, .host, .ip, .number])
    #expect(
      found.substitutions.map(\.word) == ["a@example.org", "mx.example.net", "192.0.2.1", "12"])
  }

  /// A finding has texts, a store takes octets: they are the same, and UTF-8 whatever the server sent.
  @Test func octetsAreThoseOfTheTexts() {
    var texts = Reply.all.map(\.text)
    texts.append(Bytes(String(repeating: "boîte pleine ", count: 200)))
    texts.append(
      Bytes([0x35, 0x35, 0x30, 0x20, 0xC3, 0x20] + Array("bob@\u{E9}t\u{E9}.example".utf8)))
    texts.append(
      Bytes(Array("550 <".utf8) + [0xFF] + Array("@example.org> 12\u{A0}".utf8) + [0xE2]))
    for text in texts {
      let named = Classifier.standard.name(Evidence(text: text))
      var octets = ByteBuilder()
      named.appendTemplate(to: &octets)
      var words: [String] = []
      named.forEachWord { words.append(String(decoding: $0, as: UTF8.self)) }
      let template = octets.finish()
      #expect(template.isUTF8)
      #expect(template.string == named.finding.template)
      #expect(words == named.finding.substitutions.map(\.word))
    }
  }

  @Test func particularsAreNamed() {
    let listed = finding(
      "554 Client host [192.0.2.1] blocked using bl.spamcop.net"
    ).particulars
    #expect(listed.listed == "192.0.2.1")
    #expect(listed.lookup == "https://www.spamcop.net/bl.shtml?192.0.2.1")
    #expect(finding("450 Greylisted, come back in 00:05:00").particulars.retryAfter == 300)
    #expect(finding("451 4.7.1 Greylisted for 2 hours").particulars.retryAfter == 7_200)
    #expect(
      finding("552 message size 31457280 exceeds size limit 10485760").particulars.sizeLimit
        == 10_485_760)
    #expect(finding("552 message larger than the limit of 20MB").particulars.sizeLimit == 20 << 20)
    #expect(
      finding("551 5.1.6 Jane has moved, please try <jane@example.net>").particulars.newAddress
        == "jane@example.net")
  }

  @Test(arguments: [
    ("550 blocked by zen.spamhaus.org", "Spamhaus ZEN"),
    ("550 listed at zen.dq.spamhaus.net, see https://www.spamhaus.org/", "Spamhaus ZEN"),
    ("554 blocked using bl.spamcop.net", "SpamCop"),
    ("550 rejected, see https://www.spamhaus.org/query/ip/192.0.2.1", "Spamhaus"),
    ("553 DNSBL: b.barracudacentral.org", "Barracuda"),
    ("550 User unknown", nil),
  ])
  func listsAreNamedAsPeopleKnowThem(text: String, name: String?) {
    #expect(finding(text).blocklist == name)
  }

  @Test func aLongTextGivesAShortTemplate() {
    let long = String(repeating: "user unknown ", count: 10_000)
    #expect(finding(long).template.utf8.count <= Template.maximumLength)
  }
}
