import Mail
import Model
import Octets
import Testing

@testable import Reports

@Suite struct DeliveryStatusTests {
  /// A status, and what must come out for its recipients.
  struct Row: CustomTestStringConvertible {
    let name: String
    let status: String
    let kind: MessageKind
    let summary: [String]
    init(_ name: String, _ status: String, _ kind: MessageKind, _ summary: String...) {
      self.name = name
      self.status = status
      self.kind = kind
      self.summary = summary
    }
    var testDescription: String { name }
  }

  @Test(arguments: [
    Row(
      "the form of RFC 3464",
      """
      Reporting-MTA: dns; mx.example.com

      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 no such user
      """, .bounce, "ada@example.net failed 5.1.1 550"),
    Row(
      "white space around colons, no type, brackets",
      """
      Final-Recipient : <ada@example.net>
      Action :FAILED (no luck)
      Status :5.2.1 (mailbox disabled)
      """, .bounce, "ada@example.net failed 5.2.1 -"),
    Row(
      "a misspelt type and a misspelt action",
      """
      Final-Recipient: rfc/822; ada@example.net
      ction: failure
      Status: 5.3.0
      Diagnostic-Code: X-Unix; 77
      """, .bounce, "ada@example.net failed 5.3.0 -"),
    Row(
      "a blank line between the fields of one group",
      """
      Final-Recipient: rfc822; ada@example.net

      Action: failed

      Status: 5.1.1
      Diagnostic-Code: smtp; 550 no

      """, .bounce, "ada@example.net failed 5.1.1 550"),
    Row(
      "a blank line that cuts the end of a group off",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.0.0

      Diagnostic-Code: smtp; 550 5.1.1 no such user
      """, .bounce, "ada@example.net failed 5.1.1 550"),
    Row(
      "no blank line between groups",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.1.1
      Final-Recipient: rfc822; bob@example.net
      Action: failed
      Status: 5.2.2
      """, .bounce, "ada@example.net failed 5.1.1 -", "bob@example.net failed 5.2.2 -"),
    Row(
      "groups that begin with the action, several blank lines",
      """



      Action: failed
      Final-Recipient: rfc822; ada@example.net
      Status: 5.1.1


      Action: delayed
      Final-Recipient: rfc822; bob@example.net
      Status: 4.2.2

      """, .bounce, "ada@example.net failed 5.1.1 -", "bob@example.net delayed 4.2.2 -"),
    Row(
      "a line wrapped without white space",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.0.0
      Diagnostic-Code: smtp; 550 the host
      said: it is spam
      (#5.7.1)
      """, .bounce, "ada@example.net failed 5.7.1 550"),
    Row(
      "the code of the host that refused beats the one made of it",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.0.0
      Diagnostic-Code: X-Postfix; host mx.example.net[192.0.2.4] said: 554
          5.7.1 no (in reply to end of DATA command)
      """, .bounce, "ada@example.net failed 5.7.1 554"),
    Row(
      "but not where it says nothing",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.0.0 rejected
      """, .bounce, "ada@example.net failed 5.1.1 550"),
    Row(
      "a reply in the Status field",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 552 message too large
      """, .bounce, "ada@example.net failed - 552"),
    Row(
      "no Status field",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Diagnostic-Code: smtp; 550 5.1.1 unknown
      """, .bounce, "ada@example.net failed 5.1.1 550"),
    Row(
      "no Action field, permanent",
      """
      Final-Recipient: rfc822; ada@example.net
      Status: 5.1.1
      """, .bounce, "ada@example.net failed 5.1.1 -"),
    Row(
      "no Action field, attempts go on",
      """
      Final-Recipient: rfc822; ada@example.net
      Status: 4.4.1
      Will-Retry-Until: Wed, 4 Nov 2026 10:00:00 +0000
      """, .delay, "ada@example.net delayed 4.4.1 -"),
    Row(
      "a final failure with a transient code",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 4.4.7
      """, .bounce, "ada@example.net failed 4.4.7 -"),
    Row(
      "success",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: relayed
      Status: 2.0.0
      Diagnostic-Code: smtp; 250 2.0.0 Ok: queued
      """, .delivered, "ada@example.net delivered 2.0.0 250"),
    Row(
      "two groups about one recipient",
      """
      Final-Recipient: rfc822; ada@example.net
      Action: delayed
      Status: 4.4.1

      Final-Recipient: rfc822; ADA@example.net
      Action: failed
      Status: 4.4.7
      """, .bounce, "ADA@example.net failed 4.4.7 -"),
    Row(
      "an internationalised address in ASCII (RFC 6533)",
      """
      Final-Recipient: utf-8; m\\x{FC}ller@example.net
      Action: failed
      Status: 5.1.1
      """, .bounce, "müller@example.net failed 5.1.1 -"),
    Row(
      "an X.400 address",
      """
      Final-Recipient: x400; /G=Ada/S=Lovelace/C=GB/RFC-822=ada(a)example.net/
      Action: failed
      Status: 5.1.1
      """, .bounce, "ada@example.net failed 5.1.1 -"),
    Row(
      "an encoded original recipient (RFC 3461)",
      """
      Original-Recipient: rfc822; ada+2Bnews@example.net
      Final-Recipient: rfc822; ada@mail.example.net
      Action: failed
      Status: 5.1.1
      """, .bounce, "ada+news@example.net failed 5.1.1 -"),
    Row(
      "an address with a sign that hosts should not have",
      """
      Final-Recipient: RFC822; ada@#example.net
      Action: failed
      Status: 5.1.2
      """, .bounce, "ada@#example.net failed 5.1.2 -"),
  ])
  func statusesAreRead(row: Row) {
    let report = read(deliveryReport(row.status))
    #expect(report.kind == row.kind)
    #expect(report.summary == row.summary)
    #expect(report.dialect == "rfc3464")
  }

  @Test func allThatStandsBesideIsRead() {
    let report = read(
      deliveryReport(
        """
        Reporting-MTA: dns; mx.example.com
        Arrival-Date: Tue, 3 Nov 2026 09:59:00 +0000

        Original-Recipient: rfc822; ada@example.net
        Final-Recipient: rfc822; lovelace@example.edu
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; MX.example.edu. (192.0.2.7, the server for the domain)
        Diagnostic-Code: smtp; 550 5.1.1 no such user (in reply to RCPT TO command)
        Last-Attempt-Date: Tue, 3 Nov 2026 10:59:30 +0100
        """))
    #expect(report.reportingHost == "mx.example.com")
    #expect(report.messageID == "report@mx.example.com")
    #expect(report.date == UTCTime.parse("2026-11-03T10:00:00Z"))
    #expect(report.original.messageID == "m1@example.org")
    #expect(report.original.from == "news@example.org")
    #expect(report.original.subject == "News")
    let recipient = report.recipients.first
    #expect(recipient?.address.description == "ada@example.net")
    #expect(recipient?.via == "lovelace@example.edu")
    #expect(recipient?.at == UTCTime.parse("2026-11-03T09:59:30Z"))
    #expect(recipient?.evidence.remoteHost == "mx.example.edu")
    #expect(recipient?.evidence.stage == .rcpt)
    #expect(
      recipient?.evidence.text == "550 5.1.1 no such user (in reply to RCPT TO command)" as Bytes)
  }

  @Test func theCommandIsTakenFromTheWords() {
    let status = """
      Final-Recipient: rfc822; ada@example.net
      Action: failed
      Status: 5.0.0
      Diagnostic-Code: smtp; 550 Unknown user

      Final-Recipient: rfc822; bob@example.net
      Action: failed
      Status: 5.0.0
      Diagnostic-Code: smtp; 550 Unknown user
      """
    let words = """
      <ada@example.net>: host mx.example.net[192.0.2.4] said: 550 Unknown user (in
          reply to end of DATA command)

      <bob@example.net>: host mx.example.net[192.0.2.4] said: 550 Unknown user (in reply
          to RCPT TO command)
      """
    let report = read(deliveryReport(status, words: words))
    #expect(report.recipients.map(\.evidence.stage) == [.endOfData, .rcpt])
  }

  @Test func theMailedAddressIsBlamed() {
    let status = """
      Final-Recipient: rfc822; lovelace@example.edu
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 no such user
      """
    let exim = read(
      deliveryReport(
        status,
        words: "  lovelace@example.edu\n    (generated from ada@example.net)\n    no such user"))
    #expect(exim.recipients.first?.address.description == "ada@example.net")
    #expect(exim.recipients.first?.via == "lovelace@example.edu")
    let traced = read(
      deliveryReport(
        status, original: "Delivered-To: ada@example.net\nTo: ada@example.net\nSubject: News\n"))
    #expect(traced.recipients.first?.address.description == "ada@example.net")
    // The To of a list says nothing.
    let list = read(deliveryReport(status, original: "To: readers@example.org\nSubject: News\n"))
    #expect(list.recipients.first?.address.description == "lovelace@example.edu")
    #expect(list.recipients.first?.via == nil)
  }

  @Test func aPathIsAboutTheOneAddressee() {
    let report = read(
      deliveryReport(
        "Final-Recipient: rfc822;/var/spool/mail/ada\nAction: failed\nStatus: 5.2.2",
        original: "To: Ada <ada@example.net>\nSubject: News\n"))
    #expect(report.recipients.map(\.address.description) == ["ada@example.net"])
  }

  @Test(arguments: [
    "  Final-Recipient: rfc822; ada@example.net\n  Action: failed\n  Status: 5.1.1",
    "> Final-Recipient: rfc822; ada@example.net\n> Action: failed\n> Status: 5.1.1",
    "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ada@example.net\nAction: failed\nStatus: 5.1.1",
  ])
  func aStatusThatLostItsPartIsFound(fields: String) {
    let report = read(
      "From: postmaster@example.com\nSubject: failure notice\nReturn-Path: <>\n\nSorry.\n\n\(fields)\n\nBye.\n"
    )
    #expect(report.summary == ["ada@example.net failed 5.1.1 -"])
  }

  @Test func aStatusThatLostItsTypeIsFound() {
    let report = read(
      """
      From: postmaster@example.com
      Subject: failure notice
      Content-Type: multipart/mixed; boundary="b1"

      --b1

      Sorry.
      --b1
      Content-Type: application/octet-stream; name="details.txt"
      Content-Transfer-Encoding: base64

      RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFkYUBleGFtcGxlLm5ldApBY3Rpb246IGZhaWxlZApTdGF0dXM6IDUuMS4xCg==
      --b1--
      """)
    #expect(report.summary == ["ada@example.net failed 5.1.1 -"])
  }

  @Test func aStatusThatSomebodyWritesAboutIsNotRead() {
    let report = read(
      """
      From: Ada <ada@example.net>
      Subject: what does this bounce mean?

      Final-Recipient: rfc822; bob@example.net
      Action: failed
      Status: 5.1.1
      """)
    #expect(report.kind == .notABounce)
  }

  @Test func aBounceInsideTheReturnedMessageIsNotRead() {
    let inner = deliveryReport(
      "Final-Recipient: rfc822; inner@example.net\nAction: failed\nStatus: 5.1.1"
    )
    .replacing("b1", with: "b2")
    let outer = """
      From: MAILER-DAEMON@example.com
      Subject: failure notice
      Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

      --b1
      Content-Type: message/delivery-status

      Final-Recipient: rfc822; outer@example.net
      Action: failed
      Status: 5.2.2

      --b1
      Content-Type: message/rfc822

      \(inner)
      --b1--
      """
    #expect(read(outer).summary == ["outer@example.net failed 5.2.2 -"])
  }

  @Test func aReportPassedOnByAListServerIsRead() {
    let inner = deliveryReport(
      "Final-Recipient: rfc822; ada@example.net\nAction: failed\nStatus: 5.1.1"
    )
    .replacing("b1", with: "b2")
    func wrapped(from: String, subject: String) -> Report {
      read(
        """
        From: \(from)
        Subject: \(subject)
        Content-Type: multipart/mixed; boundary="b1"

        --b1

        See the attached message.

        --b1
        Content-Type: message/rfc822

        \(inner)
        --b1--
        """)
    }
    let passedOn = wrapped(
      from: "list-bounces@example.org", subject: "Uncaught bounce notification")
    #expect(passedOn.summary == ["ada@example.net failed 5.1.1 -"])
    #expect(
      wrapped(from: "Ada <ada@example.org>", subject: "Fwd: failure notice").kind == .notABounce)
  }

  @Test func noMoreRecipientsThanTheLimitAreRead() {
    var limits = Limits.standard
    limits.recipients = 5
    let groups = (0..<20).map {
      "Final-Recipient: rfc822; u\($0)@example.net\nAction: failed\nStatus: 5.1.1\n"
    }
    let report = ReportReader(limits: limits).read(
      message(deliveryReport(groups.joined(separator: "\n"))))
    #expect(report.recipients.count == 5)
    #expect(report.notes == ["recipient limit reached: groups were left unread"])
  }

  @Test func manyRecipientsAreReadOnceEach() {
    let groups = (0..<600).map {
      "Final-Recipient: rfc822; u\($0 % 200)@example.net\nAction: failed\nStatus: 5.1.1\n"
    }
    #expect(read(deliveryReport(groups.joined(separator: "\n"))).recipients.count == 200)
  }
}
