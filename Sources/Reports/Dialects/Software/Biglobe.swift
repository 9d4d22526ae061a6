/// Biglobe: Sendmail's list with a section of its own for the reason.
extension Dialect {
  static let biglobe = Dialect(
    name: "biglobe",
    marks: [
      .sure(.text, "Non-delivered information"), .hint(.from, "biglobe.ne.jp"),
      .hint(.text, "The following addresses had delivery problems"),
    ],
    begins: ["The following addresses had delivery problems"],
    ends: ["Non-delivered information"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let first = report.line(at: begins.upperBound) + 1
      let list = AddressList().read(report, from: first)
      let reason = report.content(from: list.end + 1, to: report.lines.count)
      return report.recipients(list.recipients, common: reason)
    })
}
