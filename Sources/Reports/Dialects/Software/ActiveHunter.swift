import Octets

/// TransWARE Active!hunter, a Japanese mail gateway: Sendmail's title, and below it `>>> user@host <<<` with the
/// reply.
extension Dialect {
  static let activeHunter = Dialect(
    name: "activehunter",
    marks: [
      .hint(.subject, "FAILURE NOTICE"),
      .hint(.text, "The following addresses had permanent fatal errors"),
    ],
    begins: ["addresses had permanent fatal errors"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      var result: [ListedRecipient] = []
      for line in report.lines[(report.line(at: begins.upperBound) + 1)...] where !line.isBlank {
        let content = report.text[line.range]
        if content.hasPrefix(">>>"), content.hasSuffixFolded("<<<"),
          let found = AddressText.first(in: report.text, line.range)
        {
          result.append(ListedRecipient(address: found.address, reason: []))
        } else if report.isRule(line) {
          break
        } else if let last = result.indices.last {
          result[last].reason.append(line.range)
        }
      }
      return report.recipients(result)
    })
}
