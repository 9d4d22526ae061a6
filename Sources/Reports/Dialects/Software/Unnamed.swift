import Octets

/// Forms whose software nobody has named. Sisimai counts them X1 to X6; X2 is Yahoo's, X4 is a qmail child.
extension Dialect {
  /// `address [reason]` below `---The following addresses had delivery errors---`.
  static let x1 = Dialect(
    name: "x1",
    marks: [
      .sure(.text, "The following addresses had delivery errors"),
      .hint(.from, "Mail Deliver System"),
      .hint(.text, "The original message was received at"),
    ],
    begins: ["The following addresses had delivery errors"],
    read: { $0.readLists(AddressList()) })

  /// `Delevery to the following recipients failed permanently:` in a box of equals signs, details in
  /// another.
  static let boxedReport = Dialect(
    name: "x3",
    marks: [
      .sure(.text, "Delevery to the following recipients"),
      .hint(.text, "This is an automatically generated Delivery Status Notification"),
      .hint(.text, "Technical details"), .hint(.from, "Mail.Delivery.System@ANY"),
    ],
    begins: ["Delevery to the following recipients", "Delivery to the following recipients"],
    ends: ["Technical details"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let list = AddressList().read(report, from: report.line(at: begins.upperBound) + 1)
      let details = report.lines.firstIndex {
        report.text[$0.range].hasPrefixFolded("technical details")
      }
      var reason = report.paragraph(around: report.line(at: begins.lowerBound))
      if let details {
        let words = report.content(from: details + 1, to: report.lines.count)
        if !words.isEmpty { reason = words }
      }
      return report.recipients(list.recipients, common: reason)
    })

  /// `SMTP Server <host> rejected recipient <address> (Error following RCPT command). It responded as
  /// follows: [550 …]`.
  static let x6 = Dialect(
    name: "x6",
    marks: [
      .sure(.text, "We had trouble delivering your message. Full details follow"),
      .hint(.text, "It responded as follows"),
    ],
    begins: ["rejected recipient"],
    read: { report in
      var result: [ListedRecipient] = []
      for opening in report.openings {
        let number = report.line(at: opening.lowerBound)
        // One error is one paragraph, wrapped or not.
        let paragraph = report.paragraph(around: number)
        guard let last = paragraph.last,
          let found = AddressText.first(in: report.text, opening.upperBound..<last.upperBound)
        else { continue }
        result.append(
          ListedRecipient(
            address: found.address, reason: [report.lines[number].start..<last.upperBound]))
      }
      return report.recipients(result)
    })
}
