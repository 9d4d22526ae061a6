import Model
import Octets

/// AOL before 2017: screen names without a domain.
extension Dialect {
  static let aol = Dialect(
    name: "aol",
    marks: [
      .sure(.text, "Your mail to the following recipients could not be delivered"),
      .sure(.text, "Your mail to the following recipient could not be delivered"),
      .hint(.from, "MAILER-DAEMON@aol.com"), .hint(.subject, "Mail Delivery Problem"),
    ],
    begins: [
      "Your mail to the following recipients could not be delivered",
      "Your mail to the following recipient could not be delivered",
    ],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let first = report.line(at: begins.lowerBound)
      // The sentence may be wrapped: the names follow its colon.
      var number = first
      while number < report.lines.count, number - first < 4,
        report.text[report.lines[number].range].last != UInt8(ascii: ":")
      {
        number += 1
      }
      guard number < report.lines.count else { return [] }
      let reason = report.lines[first...number].map(\.range)
      var result: [ListedRecipient] = []
      for line in report.lines[(number + 1)...] {
        if line.isBlank {
          if result.isEmpty { continue }
          break
        }
        let content = report.text[line.range]
        if let found = AddressText.first(in: report.text, line.range) {
          result.append(ListedRecipient(address: found.address, reason: reason))
        } else if content.isScreenName {
          let address = EmailAddress(local: content.string, domain: "aol.com")
          result.append(ListedRecipient(address: address, reason: reason))
        } else {
          break
        }
      }
      return report.recipients(result)
    })
}

extension Bytes {
  fileprivate var isScreenName: Bool {
    (3...32).contains(count)
      && firstIndex(where: { !$0.isAlphanumeric && $0 != 0x20 && $0 != 0x2E && $0 != 0x5F }) == nil
  }
}
