import Octets

/// fml, the list server: it does not deliver what loops back to it, and tells its own administrator.
extension Dialect {
  static let fml = Dialect(
    name: "fml",
    marks: [
      .sure(.subject, "Loop Alert"), .sure(.subject, "Loop Back Warning"),
      .sure(.subject, "WARNING UNIX FROM Loop"), .sure(.subject, "fml system error message"),
      .sure(.subject, "NOT MEMBER article from"), .hint(.subject, "Duplicated Message-ID"),
      .hint(.subject, "Security Alert"), .hint(.subject, "reject mail"),
      .hint(.text, "Duplicated Message-ID in"), .hint(.text, "New MAIL LOOP DETECTED"),
      .hint(.text, "Loop Back Warning"), .hint(.text, "You are not a member of this mailing list"),
      .hint(.text, "fml"),
    ],
    begins: [
      "Duplicated Message-ID in", "New MAIL LOOP DETECTED", "Loop Back Warning", "mail loop",
      "are not a member", "NOT MEMBER", "Security Alert", "UNIX FROM Loop", "reject mail",
      "system error",
    ],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let number = report.line(at: begins.lowerBound)
      for line in report.lines[number...].prefix(4) {
        if let found = AddressText.first(in: report.text, line.range) {
          return [
            report.recipient(found.address, kind: .failed, reason: report.paragraph(around: number))
          ]
        }
      }
      return []
    })
}
