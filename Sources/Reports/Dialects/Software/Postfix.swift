import Model
import Octets

/// Postfix's bounce(8), old and new, and whoever changed its template: `<address>: reason`, wrapped with
/// an indent.
extension Dialect {
  static let postfix = Dialect(
    name: "postfix",
    marks: [
      .sure(.text, "This is the Postfix program at host"),
      .sure(.text, "This is the mail system at host"),
      .sure(.text, "I'm sorry to have to inform you that your message could not"),
      .sure(.text, "I'm sorry to have to inform you that the message returned"),
      .sure(.text, "Enclosed is the mail delivery report that you requested"),
      .sure(.text, "The Postfix program"),
      .hint(.text, "For further assistance, please send mail to postmaster"),
      .hint(.text, "delete your own text from"),
      .sure(.subject, "Postfix SMTP server errors from"),
      .hint(.subject, "Undelivered Mail Returned to Sender"),
      .hint(.subject, "Delayed Mail (still being retried)"),
      .hint(.from, "Mail Delivery System"),
    ],
    read: { report in
      let block = AddressList(bracketed: true, colon: true, isWhole: true)
      let listed = block.read(report, from: 0).recipients
      return listed.isEmpty ? readSession(report) : report.recipients(listed)
    })

  /// What Postfix tells its postmaster of a client whose recipient it refused: ` In:  RCPT TO:<user@host>`,
  /// ` Out: 550 …`.
  private static func readSession(_ report: ReportText) -> [ReportedRecipient] {
    var result: [ReportedRecipient] = []
    var seen: Set<EmailAddress> = []
    var command = Bytes.empty
    for line in report.lines {
      let content = report.text[line.range]
      if content.hasPrefixFolded("in:") {
        command = content.dropFirst(3).trimmed()
      } else if content.hasPrefixFolded("out:"), command.hasPrefixFolded("rcpt"),
        let found = AddressText.first(in: command, 0..<command.count)
      {
        let reply = Line(content.dropFirst(4), at: line.start + 4).range
        guard let first = report.text[reply].first,
          first == UInt8(ascii: "4") || first == UInt8(ascii: "5")
        else { continue }
        guard seen.insert(found.address).inserted else { continue }
        result.append(report.recipient(found.address, kind: .failed, reason: [reply], stage: .rcpt))
      }
    }
    return result
  }
}
