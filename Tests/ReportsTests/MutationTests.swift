import Mail
import Octets
import Testing

@testable import Reports

/// Whatever is done to a message, a report comes out, and no recipient that is not in it.
@Suite struct MutationTests {
  private static let samples = [
    deliveryReport(
      """
      Reporting-MTA: dns; mx.example.com

      Original-Recipient: rfc822; ada+2Bnews@example.net
      Final-Recipient: utf-8; m\\x{FC}ller@example.edu
      Action: failed
      Status: 5.1.1 (unknown)
      Diagnostic-Code: smtp; 550-5.1.1 no such
          user 550 5.1.1 here
      Last-Attempt-Date: Tue, 3 Nov 2026 10:59:30 +0100

      Final-Recipient: x400; /C=GB/RFC-822=bob(a)example.net/
      Action: delayed
      Status: 4.4.1
      """,
      words: "<ada@example.net>: host mx[192.0.2.4] said: 550 no (in reply\n to RCPT TO command)"),
    """
    Return-Path: <>
    From: MAILER-DAEMON@example.com
    Subject: =?utf-8?B?5YCL5Lq6?= failure notice
    Content-Type: text/html; charset=utf-8

    <html><p>&lt;ada@example.net&gt;: 550 5.1.1 no<br>
    --- Below this line is a copy of the message.<br>
    Return-Path: a<br>Received: b<br>Subject: c
    """,
    """
    From: staff@example.com
    Content-Type: multipart/report; report-type=feedback-report; boundary=b

    --b
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    Original-Rcpt-To: <ada@example.net>

    --b
    Content-Type: message/rfc822

    To: "Ada" <ada@example.net>
    --b--
    """,
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<3)
  func mutatedMessagesAreRead(number: Int) {
    let sample = Self.samples[number]
    var random = SplitMix(seed: UInt64(number) + 1)
    let reader = ReportReader()
    for round in 0..<1_500 {
      var octets = sample
      for _ in 0...Int(random.next() % 6) {
        let position = Int(random.next() % UInt64(octets.count))
        switch random.next() % 5 {
        case 0: octets[position] = UInt8(truncatingIfNeeded: random.next())
        case 1: octets.remove(at: position)
        case 2:
          octets.insert([0x0A, 0x3B, 0x3C, 0x22, 0x28, 0x40][Int(random.next() % 6)], at: position)
        case 3:
          octets.removeSubrange(position..<min(octets.count, position + Int(random.next() % 60)))
        default:
          let end = min(octets.count, position + Int(random.next() % 200))
          octets.insert(contentsOf: octets[position..<end], at: position)
        }
        if octets.isEmpty { octets = [0x0A] }
      }
      let report = reader.read(Message(Bytes(octets)))
      if round % 100 == 0 { #expect(report.recipients.count <= 100) }
    }
  }

  @Test(arguments: [
    "<", ">", "(", "\"", "&", "=?", "Final-Recipient: ", "> ", "a@b.c ", "550 5.1.1 ", "\n\n",
    "reply to ",
  ])
  func repetitionsTakeLinearTime(piece: String) {
    // A quadratic reader would need minutes for this.
    let body = String(repeating: piece, count: 200_000 / piece.utf8.count)
    for type in ["text/plain", "text/html", "message/delivery-status"] {
      let report = read(
        "From: MAILER-DAEMON@example.com\nReturn-Path: <>\nSubject: failure notice\nContent-Type: \(type)\n\n<p>\(body)"
      )
      #expect(report.recipients.count <= 100_000)
    }
  }
}
