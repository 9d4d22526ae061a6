import Model
import Octets

/// Zoho Mail: `address Invalid Address, ERROR_CODE :550, …`, and in its delay reports
/// `[Status: Error, Address: <address>, ResponseCode 421, , reason]`.
extension Dialect {
  static let zoho = Dialect(
    name: "zoho",
    marks: [
      .sure(.mailer, "Zoho Mail"), .sure(.from, "mail.zoho.com"), .sure(.from, "zohomail.com"),
      .sure(.text, "ERROR_CODE"), .hint(.text, "Status: Error, Address"),
    ],
    begins: [
      "This is a permanent error", "could not be delivered to one or more of its recipients",
    ],
    read: { report in
      var result: [ListedRecipient] = []
      for line in report.lines where report.text[line.range].hasPrefixFolded("[status:") {
        guard let found = AddressText.first(in: report.text, line.range) else { continue }
        let end = report.text[line.end - 1] == UInt8(ascii: "]") ? line.end - 1 : line.end
        let reason = Line(report.text[found.outer.upperBound..<end], at: found.outer.upperBound)
          .withoutPunctuation(report.text)
        result.append(ListedRecipient(address: found.address, reason: [reason.range]))
      }
      var recipients = result.isEmpty ? report.readLists(AddressList()) : report.recipients(result)
      for position in recipients.indices where recipients[position].evidence.reply == nil {
        recipients[position].evidence.reply = reply(in: recipients[position].evidence.text)
      }
      return recipients
    })

  /// The code behind a label of Zoho's own.
  private static func reply(in text: Bytes) -> ReplyCode? {
    for label in ["error_code :", "error_code:", "responsecode "] as [StaticString] {
      guard let found = text.position(ofFolded: label) else { continue }
      let start = found + label.utf8CodeUnitCount
      if let code = text[start..<(start + 3)].decimal.flatMap(ReplyCode.init(rawValue:)) {
        return code
      }
    }
    return nil
  }
}
