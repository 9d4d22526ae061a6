import Octets
import Testing

@testable import Reports

@Suite struct OriginalTests {
  struct Row: CustomTestStringConvertible {
    let name: String
    let report: String
    let original: String
    init(_ name: String, _ report: String, _ original: String) {
      self.name = name
      self.report = report
      self.original = original
    }
    var testDescription: String { name }
  }

  @Test(arguments: [
    Row(
      "qmail", "Sorry.\n\n",
      "--- Below this line is a copy of the message.\n\nReturn-Path: <a@example.org>\nSubject: x\n"),
    Row(
      "Exim", "Failed.\n\n",
      "------ This is a copy of the message, including all the headers. ------\n\nSubject: x\nTo: b\n"
    ),
    Row(
      "a rule in another language", "Nicht zugestellt.\n",
      "---------- Ursprüngliche Nachricht ----------\nFrom: a\nTo: b\n"),
    Row(
      "sendmail", "   ----- The following addresses had errors -----\n<a@b.example>\n",
      "   ----- Unsent message follows -----\nReceived: by x\nFrom: a\n"),
    Row(
      "a bare header", "Failed: a@b.example\n\n",
      "Received: from x by y\nDate: now\nFrom: a\nTo: b\n"),
    Row(
      "a bare header without a trace", "Failed.\n",
      "From: a\nTo: b\nSubject: c\nMessage-ID: <d>\nMIME-Version: 1.0\n"),
    Row("words above a header", "Failed.\n", "Message headers follow:\n\nSubject: c\nTo: b\n"),
  ])
  func theReturnedMessageIsCutOff(row: Row) {
    let (report, original) = ReturnedOriginal.split(Bytes(row.report + row.original))
    #expect(report.string == row.report)
    #expect(!original.isEmpty)
    #expect(original.string.first.map { "FSR".contains($0) } == true)
  }

  @Test func quotedHeadersAreReadWithoutTheirMarks() {
    let text =
      "Failed.\n> Received: from x by y\n> From: a@example.org\n> To: b@example.net\n> Subject: c\n"
    let (report, original) = ReturnedOriginal.split(Bytes(text))
    #expect(report.string == "Failed.\n")
    #expect(original.string.hasPrefix("Received: from x by y\nFrom: a@example.org\n"))
  }

  @Test(arguments: [
    "The original message was received at Tue, 3 Nov 2026 10:00:00\nfrom x [192.0.2.1]\n\nUser unknown\n",
    "Your message\n\n  To:      a@b.example\n  Subject: News\n  Sent:    yesterday\n\ndid not reach: a@b.example\n",
    "From: Subject: To:\nare words like others.\n",
    "Please do not resend your original message.\nRecipient: a@b.example\n",
    "   ----- Transcript of session follows -----\n>>> DATA\n<<< 550 no\n",
    "",
  ])
  func wordsOfTheReportAreKept(text: String) {
    let (report, original) = ReturnedOriginal.split(Bytes(text))
    #expect(report.string == text)
    #expect(original.isEmpty)
  }

  @Test func theHeaderOfTheReturnedTextIsRead() {
    let report = read(
      """
      Return-Path: <>
      From: MAILER-DAEMON@example.com
      Subject: failure notice

      Hi. I could not deliver it.

      --- Below this line is a copy of the message.

      Return-Path: <a@example.org>
      Message-ID: <m1@example.org>
      From: News <news@example.org>
      To: ada@example.net, bob@example.net
      Subject: =?utf-8?Q?N=C3=A9ws?=

      Text.
      """)
    #expect(report.original.messageID == "m1@example.org")
    #expect(report.original.from == "news@example.org")
    #expect(report.original.to == ["ada@example.net", "bob@example.net"])
    #expect(report.original.subject == "Néws")
  }
}
