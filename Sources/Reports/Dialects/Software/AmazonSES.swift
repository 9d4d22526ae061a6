import Model
import Octets

/// Amazon WorkMail, where the fields of a DSN that it writes into its text were lost.
extension Dialect {
  static let amazonWorkMail = Dialect(
    name: "amazon-workmail",
    marks: [
      .sure(
        .text, "An error occurred while trying to deliver the mail to the following recipients"),
      .sure(.mailer, "Amazon WorkMail"), .hint(.text, "Technical report"),
      .hint(.from, "MAILER-DAEMON@ANY"), .hint(.from, "amazonses.com"),
    ],
    begins: ["trying to deliver the mail to the following recipients"],
    ends: ["Technical report"],
    read: { $0.readLists(AddressList()) })

  /// An SES notification that SNS delivers by mail: JSON in a string in JSON.
  static let amazonSNS = Dialect(
    name: "amazon-ses",
    marks: [
      .sure(.text, "notificationType"), .sure(.from, "no-reply@sns.amazonaws.com"),
      .hint(.text, "eventType"),
    ],
    read: { report in
      let text = report.text.withoutBackslashes()
      for (list, kind) in notifications {
        guard let start = text.position(of: list) else { continue }
        let end = text.firstIndex(of: UInt8(ascii: "]"), from: start) ?? text.count
        return recipients(in: text[start..<end], kind, report)
      }
      // A delivery lists its recipients as mere strings; those of the mail itself stand under another name.
      guard let delivery = text.position(of: "\"delivery\""),
        let start = text.position(of: "\"recipients\"", from: delivery)
      else { return [] }
      let end = text.firstIndex(of: UInt8(ascii: "]"), from: start) ?? text.count
      let said = text[start...].stringValue(of: "\"smtpResponse\"", from: 0)?.value ?? .empty
      var result: [ReportedRecipient] = []
      AddressText.forEach(in: text, start..<end) {
        result.append(report.recipient($0.address, kind: .delivered, diagnostic: said))
      }
      return result
    })

  private static let notifications: [(StaticString, EventKind)] = [
    ("\"bouncedRecipients\"", .failed), ("\"delayedRecipients\"", .delayed),
    ("\"complainedRecipients\"", .complaint),
  ]

  private static func recipients(
    in list: Bytes, _ kind: EventKind, _ report: ReportText
  ) -> [ReportedRecipient] {
    var result: [ReportedRecipient] = []
    var position = 0
    while let found = list.stringValue(of: "\"emailAddress\"", from: position) {
      position = found.end
      let entry = list[
        position..<(list.position(of: "\"emailAddress\"", from: position) ?? list.count)]
      guard let address = AddressText.first(in: found.value, 0..<found.value.count)?.address else {
        continue
      }
      let diagnostic = entry.stringValue(of: "\"diagnosticCode\"", from: 0)?.value ?? .empty
      var recipient = report.recipient(address, kind: kind, diagnostic: diagnostic)
      if recipient.evidence.status == nil {
        recipient.evidence.status = entry.stringValue(of: "\"status\"", from: 0)
          .flatMap { EnhancedStatus($0.value) }
      }
      result.append(recipient)
    }
    return result
  }
}

extension Bytes {
  /// Undoes one layer of JSON's escapes, those of quotation marks and backslashes, and the line ends that mail
  /// has put into its long lines.
  fileprivate func withoutBackslashes() -> Bytes {
    var result = ByteBuilder(capacity: count)
    var position = 0
    while position < count {
      if self[position] == 0x0A || self[position] == 0x0D {
        while position < count, self[position].isSpace { position += 1 }
        continue
      }
      if self[position] == UInt8(ascii: "\\"), position + 1 < count,
        self[position + 1] == UInt8(ascii: "\"") || self[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
      }
      result.append(self[position])
      position += 1
    }
    return result.finish()
  }

  /// The string behind a name of a JSON object.
  fileprivate func stringValue(of name: StaticString, from start: Int) -> (value: Bytes, end: Int)?
  {
    guard let found = position(of: name, from: start) else { return nil }
    var position = found + name.utf8CodeUnitCount
    while position < count, self[position].isSpace || self[position] == UInt8(ascii: ":") {
      position += 1
    }
    guard position < count, self[position] == UInt8(ascii: "\"") else { return nil }
    let begin = position + 1
    position = begin
    while position < count, self[position] != UInt8(ascii: "\"") {
      position += self[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return (self[begin..<position], Swift.min(position + 1, count))
  }
}
