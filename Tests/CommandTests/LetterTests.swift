import Foundation
import Testing

/// The letter about a domain goes to another of its recipients than the one who was answered about.
@Suite struct LetterTests {
  @Test(arguments: [
    (
      "550 5.2.1 <Quiet.Reader@example.com>: mailbox disabled",
      "550 5.2.1 <address>: mailbox disabled"
    ),
    ("550 5.2.1 mailbox quiet.reader is disabled.", "550 5.2.1 mailbox <address> is disabled."),
    (
      "550 5.2.1 quiet.reader=example.com@relay.example.net: account disabled",
      "550 5.2.1 <address>: account disabled"
    ),
  ])
  func aLetterNamesNobody(answer: String, printed: String) throws {
    let scratch = try ScratchFolder()
    let message = """
      From: Mail Delivery System <postmaster@mx.example.net>
      To: bounces@lists.example.org
      Subject: Undelivered Mail Returned to Sender
      Message-ID: <four@mx.example.net>
      Date: Mon, 2 Nov 2026 08:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary="b"

      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.net

      Final-Recipient: rfc822; quiet.reader@example.com
      Action: failed
      Status: 5.2.1
      Diagnostic-Code: smtp; \(answer)

      --b--
      """
    let store = scratch.file("rebound.db")
    let ingest = try Program.run(
      ["ingest", "-", "--db", store, "--now", "2026-11-24"], input: Data(message.utf8))
    #expect(ingest.status == 0, "\(ingest.errors)")
    let letter = try Program.run(
      ["domains", "--letter", "example.com", "--db", store, "--now", "2026-11-24"])
    #expect(letter.status == 0, "\(letter.errors)")
    #expect(letter.output.contains(printed), "\(letter.output)")
    #expect(!letter.output.lowercased().contains("quiet.reader"))
  }
}
