import Model
import Octets

/// The phquery of a directory server, which names people without a domain.
extension Dialect {
  static let directoryServer = Dialect(
    name: "ph",
    marks: [
      .sure(.text, "nameserver error report"), .sure(.subject, "nameserver error report"),
      .sure(.text, "Message not delivered to the following"), .hint(.text, "Error Detail"),
      .hint(.text, "phquery"),
    ],
    begins: ["Message not delivered to the following"],
    read: { report in
      guard let begins = report.first(.begins), let domain = report.organisation else { return [] }
      var result: [ListedRecipient] = []
      for line in report.lines[(report.line(at: begins.upperBound) + 1)...] {
        if line.isBlank { continue }
        if report.isRule(line) || report.text[line.range].hasPrefix(" ---") { break }
        let content = report.text[line.range]
        if let heading = AddressHeading.read(report.text, line, names: false) {
          result += heading.addresses.map {
            ListedRecipient(address: $0, reason: report.reason(in: heading.rest))
          }
          continue
        }
        guard let space = content.firstIndex(where: \.isSpace),
          content[..<space].firstIndex(where: { !AddressText.isLocal($0) }) == nil
        else { continue }
        let address = EmailAddress(local: content[..<space].string, domain: domain)
        let reason = Line(content[space...], at: line.start + space).range
        result.append(ListedRecipient(address: address, reason: report.reason(in: reason)))
      }
      return report.recipients(result)
    })
}

extension ReportText {
  /// The domain of whoever wrote the report, without the host's own name: `example.edu` for
  /// `mail.its.example.edu`.
  fileprivate var organisation: String? {
    guard let sign = notice.from.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let labels = notice.from[(sign + 1)...].string.split(separator: ".")
    guard labels.count >= 2 else { return nil }
    // `example.ac.uk`: a short second level under a country's name is no organisation.
    let keep =
      labels.count > 2 && labels[labels.count - 1].count == 2 && labels[labels.count - 2].count <= 3
      ? 3 : 2
    return labels.suffix(keep).joined(separator: ".")
  }
}
