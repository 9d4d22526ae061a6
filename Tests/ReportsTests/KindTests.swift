import Model
import Octets
import Testing

@testable import Reports

/// Messages that are no bounce, or only look like one.
@Suite struct KindTests {
  private func complaint(_ fields: String, original: String = "Subject: News") -> String {
    """
    From: feedback@example.net
    Subject: complaint
    Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

    --b1

    An abuse report.

    --b1
    Content-Type: message/feedback-report

    \(fields)

    --b1
    Content-Type: message/rfc822

    \(original)

    Hello.
    --b1--
    """
  }

  @Test func complaintsNameWhoComplained() {
    let report = read(
      complaint(
        """
        Feedback-Type: abuse
        User-Agent: Example/1.0
        Version: 1
        Original-Rcpt-To: <ada@example.net>
        Original-Rcpt-To: bob@example.net
        Arrival-Date: Tue, 3 Nov 2026 10:00:00 +0000
        """, original: "Message-ID: <m1@example.org>\nTo: readers@example.org"))
    #expect(report.kind == .complaint)
    #expect(report.dialect == "arf")
    #expect(report.summary == ["ada@example.net complaint - -", "bob@example.net complaint - -"])
    #expect(report.original.messageID == "m1@example.org")
    #expect(report.recipients.first?.evidence.text == "abuse" as Bytes)
  }

  @Test(arguments: [
    ("X-HmXmrOriginalRecipient: ada@example.net", "ada@example.net"),
    ("X-Apparently-To: ada@example.net via 192.0.2.9; Tue, 3 Nov 2026", "ada@example.net"),
    (
      "Received: from a by b for <ada@example.net>; Tue, 3 Nov 2026\nTo: list@example.org",
      "ada@example.net"
    ),
    ("To: Ada <ada@example.net>", "ada@example.net"),
  ])
  func aHiddenComplainerIsFoundInTheReturnedMessage(original: String, expected: String) {
    let report = read(
      complaint("Feedback-Type: abuse\nOriginal-Rcpt-To: redacted@example.net", original: original))
    #expect(report.recipients.map(\.address.description) == [expected])
  }

  @Test func nobodyIsMadeUpWhereAllIsRedacted() {
    let report = read(complaint("Feedback-Type: fraud\nOriginal-Rcpt-To: [redacted]"))
    #expect(report.kind == .complaint)
    #expect(report.recipients.isEmpty)
  }

  @Test(arguments: ["auth-failure", "not-spam", "dmarc"])
  func machinesAndSecondThoughtsAreNoComplaints(type: String) {
    let report = read(complaint("Feedback-Type: \(type)\nOriginal-Rcpt-To: ada@example.net"))
    #expect(report.kind == .notABounce)
    #expect(report.recipients.isEmpty)
  }

  @Test func hotmailSendsTheMessageAlone() {
    let report = read(
      """
      From: staff@hotmail.com
      Subject: complaint about message from 192.0.2.1
      Content-Type: multipart/mixed; boundary="b1"

      --b1
      Content-Type: message/rfc822

      X-HmXmrOriginalRecipient: ada@example.net
      To: ada@example.net
      Subject: News

      Hello.
      --b1--
      """)
    #expect(report.summary == ["ada@example.net complaint - -"])
  }

  @Test(arguments: [
    "Auto-Submitted: auto-replied\nSubject: Hello",
    "Auto-Submitted: auto-generated\nSubject: Out of Office: News",
    "X-Autoreply: yes\nSubject: Re: News",
    "X-Autorespond: News\nSubject: News",
    "Precedence: auto_reply\nSubject: News",
    "X-Apple-Action: OOF\nSubject: News",
    "Subject: Automatic reply: News",
    "Subject: Re: Re: Out of office",
    "Subject: =?utf-8?B?6Ieq5YuV6L+U5L+h?= News",
    "Subject: =?utf-8?Q?R=C3=A9ponse_automatique=C2=A0=3A?= News",
    "Subject: =?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGC?=: News",
    "Subject: Abwesenheitsnotiz: News",
    "X-Auto-Response-Suppress: All\nSubject: I am on annual leave",
    "Return-Path: <>\nSubject: Thank you for your e-mail",
  ])
  func automaticRepliesAreKnown(header: String) {
    let report = read(
      "From: Ada <ada@example.net>\nTo: news@example.org\n\(header)\n\nI am away until Monday.\n")
    #expect(report.kind == .autoReply)
    #expect(report.summary == ["ada@example.net auto-reply - -"])
  }

  @Test(arguments: [
    "From: Ada <ada@example.net>\nSubject: Lunch?",
    "From: Ada <ada@example.net>\nSubject: Fwd: Undelivered Mail Returned to Sender",
    "From: Ada <ada@example.net>\nSubject: Re: failure notice\nIn-Reply-To: <a@b.example>",
    "From: shop@example.com\nSubject: Your delivery is on its way\nAuto-Submitted: auto-generated",
    "From: shop@example.com\nSubject: Welcome\nX-Auto-Response-Suppress: All",
    "From: news@example.com\nSubject: Vacation rentals by the sea\nPrecedence: bulk\nList-Id: <n.example.com>",
    "From: \"Mail Administrator\" <evil@example.com>\nReturn-Path: <evil@example.com>\nSubject: Mail delivery failed: 3 messages pending",
  ])
  func ordinaryMailIsLeftAlone(header: String) {
    let report = read("\(header)\nTo: news@example.org\n\nSee you, ada@example.net\n")
    #expect(report.kind == .notABounce)
    #expect(report.recipients.isEmpty)
  }

  private func disposition(_ disposition: String, words: String) -> Report {
    read(
      """
      From: postmaster@example.net
      Subject: notice
      Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"

      --b1

      \(words)

      --b1
      Content-Type: message/disposition-notification

      Final-Recipient: rfc822; ada@example.net
      Disposition: \(disposition)

      --b1--
      """)
  }

  @Test func receiptsAreNoBounces() {
    let read = disposition(
      "manual-action/MDN-sent-manually; displayed", words: "Your message was read.")
    #expect(read.kind == .notABounce)
    let deleted = disposition(
      "automatic-action/MDN-sent-automatically; deleted", words: "Deleted unread.")
    #expect(deleted.kind == .notABounce)
  }

  @Test func aRejectionAsAReceiptIsABounce() {
    let report = disposition(
      "automatic-action/MDN-sent-automatically; deleted",
      words: "Your message to <ada@example.net> was automatically rejected: Quota exceeded")
    #expect(report.kind == .bounce)
    #expect(report.summary == ["ada@example.net failed - -"])
  }

  @Test func aQuestionDressedAsAFailureIsAnAutomaticReply() {
    let report = read(
      deliveryReport(
        "Final-Recipient: rfc822; ada@example.net\nAction: failed\nStatus: 4.7.0",
        words: "Your message is on Ada's waiting list: confirm that you are a person."
      ).replacing(
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.com>",
        with: "From: noreply@challenge.example"))
    #expect(report.kind == .autoReply)
  }

  @Test func aProvidersOwnSuppressionIsMarked() {
    let report = read(
      deliveryReport(
        """
        Final-Recipient: rfc822; ada@example.net
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 The provider has suppressed sending to this address
        """))
    #expect(report.kind == .bounce)
    #expect(report.recipients.map(\.kind) == [.providerSuppressed])
  }

  @Test func aReportOfNobodyIsStillABounce() {
    let report = read(
      "Return-Path: <>\nFrom: MAILER-DAEMON@example.com\nSubject: Returned mail: see transcript\n\n<<< No Message Collected >>>\n"
    )
    #expect(report.kind == .bounce)
    #expect(report.recipients.isEmpty)
  }
}
