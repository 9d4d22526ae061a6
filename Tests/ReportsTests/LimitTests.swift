import Mail
import Octets
import Testing

@testable import Reports

/// The limits of `Limits` that reports are read by, each reached.
@Suite struct LimitTests {
  private static let sentence = "Your message could not be delivered to the following recipients:"

  private func read(_ message: String, recipients: Int = 10_000, diagnostic: Int = 16 << 10)
    -> Report
  {
    var limits = Limits.standard
    limits.recipients = recipients
    limits.diagnosticSize = diagnostic
    return ReportReader(limits: limits).read(Message(Bytes(message), limits: limits))
  }

  private func addresses(_ count: Int) -> String {
    (0..<count).map { "  <user\($0)@example.com>: 550 5.1.1 unknown user\n\n" }.joined()
  }

  @Test func recipientsInWords() {
    let text =
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nSubject: Undelivered mail\n\n"
      + "\(Self.sentence)\n\n\(addresses(9))"
    let report = read(text, recipients: 5)
    #expect(report.recipients.count == 5)
    #expect(report.recipients.first?.address.description == "user0@example.com")
    #expect(report.notes == ["recipient limit reached: recipients were left out"])
    #expect(read(text, recipients: 9).recipients.count == 9)
    #expect(read(text, recipients: 9).notes == [])
  }

  @Test func recipientsInTheHeader() {
    let names = (0..<9).map { "user\($0)@example.com" }.joined(separator: ",\n ")
    let text =
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nX-Failed-Recipients: \(names)\n"
      + "Subject: Mail delivery failed\n\n"
    #expect(read(text, recipients: 5).recipients.count == 5)
    #expect(read(text).recipients.count == 9)
  }

  @Test func recipientsOfAComplaint() {
    let names = (0..<9).map { "Original-Rcpt-To: user\($0)@example.com\n" }.joined()
    let text = """
      From: fbl@example.net
      Subject: report
      Content-Type: multipart/report; report-type=feedback-report; boundary=b

      --b
      Content-Type: message/feedback-report

      Feedback-Type: abuse
      Version: 1
      \(names)
      --b--

      """
    #expect(read(text, recipients: 5).recipients.count == 5)
    #expect(read(text).recipients.count == 9)
  }

  @Test func diagnosticSize() {
    let text =
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nSubject: Undelivered mail\n"
      + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
      + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
      + "Final-Recipient: rfc822; ada@example.com\nAction: failed\nStatus: 5.1.1\n"
      + "Diagnostic-Code: smtp; 550 5.1.1 " + String(repeating: "unknown user ", count: 4_000)
      + "\n--b--\n"
    #expect(read(text, diagnostic: 100).recipients.first?.evidence.text.count == 100)
    #expect(read(text).recipients.first?.evidence.text.count == 16 << 10)
    #expect(read(text, diagnostic: 100).recipients.first?.evidence.reply?.rawValue == 550)
  }
}
