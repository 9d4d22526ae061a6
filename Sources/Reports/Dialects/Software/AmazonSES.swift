import Model
import Octets

/// Amazon WorkMail and SES, whose reports carry the fields of a DSN in their text.
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
    read: { report in
      let fields = DeliveryFields.read(report, from: 0)
      return fields.isEmpty ? report.readLists(AddressList()) : fields
    })

  /// An SES notification that SNS delivers by mail: JSON in a string in JSON.
  static let amazonSNS = Dialect(
    name: "amazon-ses",
    marks: [
      .sure(.text, "notificationType"), .sure(.from, "no-reply@sns.amazonaws.com"),
      .hint(.text, "bouncedRecipients"),
    ],
    read: { report in
      let text = report.text.withoutBackslashes()
      guard
        let bounce = text.position(of: "\"bouncedRecipients\"")
          ?? text.position(of: "\"delayedRecipients\"")
      else { return [] }
      let kind: EventKind = text.contains("\"delayedRecipients\"") ? .delayed : .failed
      let end = text.firstIndex(of: UInt8(ascii: "]"), from: bounce) ?? text.count
      var result: [ReportedRecipient] = []
      var position = bounce
      let list = text[..<end]
      while let found = list.stringValue(of: "\"emailAddress\"", from: position) {
        position = found.end
        guard let address = AddressText.first(in: found.value, 0..<found.value.count)?.address
        else { continue }
        let next = list.position(of: "\"emailAddress\"", from: position) ?? end
        let entry = list[position..<next]
        let diagnostic = entry.stringValue(of: "\"diagnosticCode\"", from: 0)?.value ?? .empty
        var recipient = report.recipient(address, kind: kind, diagnostic: diagnostic)
        if recipient.evidence.status == nil {
          recipient.evidence.status = entry.stringValue(of: "\"status\"", from: 0).flatMap {
            EnhancedStatus($0.value)
          }
        }
        result.append(recipient)
      }
      return result
    })
}

extension Bytes {
  /// Undoes one layer of JSON's escapes, those of quotation marks and backslashes.
  fileprivate func withoutBackslashes() -> Bytes {
    guard contains("\\\"") else { return self }
    var result = ByteBuilder(capacity: count)
    var position = 0
    while position < count {
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
