/// Dovecot's LDA and Sieve's reject: one recipient in a sentence, then the reason.
extension Dialect {
  static let dovecot = Dialect(
    name: "dovecot",
    marks: [
      .sure(.text, "was automatically rejected by Dovecot Mail Delivery Agent"),
      .sure(.text, "was automatically rejected"), .hint(.subject, "Rejected"),
      .hint(.subject, "Automatically rejected mail"),
      .hint(.text, "The following reason was given"),
    ],
    begins: ["Your message to"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let number = report.line(at: begins.upperBound)
      let line = begins.upperBound..<report.lines[number].end
      guard let found = AddressText.first(in: report.text, line) else { return [] }
      let reason = report.content(from: number + 1, to: report.lines.count)
      return [
        report.recipient(
          found.address, kind: .failed,
          reason: reason.isEmpty ? [report.lines[number].range] : reason)
      ]
    })
}
