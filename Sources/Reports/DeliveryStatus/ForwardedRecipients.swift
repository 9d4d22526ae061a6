import Mail
import Model
import Octets

/// Finds the address that was mailed to where a delivery status only has the one a mailbox was forwarded to.
enum ForwardedRecipients {
  static func blameMailedAddress(
    _ recipients: inout [ReportedRecipient], in context: ReportContext
  ) {
    guard recipients.contains(where: { $0.gaps.contains(.mailedAddress) }) else { return }
    blameExpanded(&recipients, in: context)
    guard recipients.count == 1, recipients[0].via == nil, !recipients[0].address.domain.isEmpty,
      let mailed = forwardedAddressee(of: recipients[0].address, context)
    else { return }
    recipients[0].via = recipients[0].address.description
    recipients[0].address = mailed
  }

  /// The fields in which hosts write where they have delivered a message before it went on.
  private static let traceFields: [StaticString] = [
    "delivered-to", "x-original-to", "x-forwarded-to", "x-forwarded-for",
  ]

  /// The one addressee of the returned message, where its trace shows that it was delivered there before it
  /// went on to the address that failed.
  private static func forwardedAddressee(
    of failed: EmailAddress, _ context: ReportContext
  ) -> EmailAddress? {
    guard let header = context.parts.returned?.header,
      traceFields.contains(where: { header.contains($0) })
    else { return nil }
    let addressees = context.original.to
    guard addressees.count == 1, let addressee = AddressSpec.read(Bytes(addressees[0])),
      addressee != failed
    else { return nil }
    for name in traceFields {
      for field in header.all(name) where MailboxList.first(in: field) == addressee {
        return addressee
      }
    }
    return nil
  }

  private static let expansions: [StaticString] = ["generated from", "expanded from"]

  /// Exim's `(generated from user@host)`, Postfix's and sendmail's `(expanded from <user@host>)` behind the
  /// address that failed.
  private static func blameExpanded(
    _ recipients: inout [ReportedRecipient], in context: ReportContext
  ) {
    guard let text = context.parts.texts.first?.body, recipients.count <= 64,
      expansions.contains(where: { text.contains($0) })
    else { return }
    for index in recipients.indices
    where recipients[index].via == nil && recipients[index].gaps.contains(.mailedAddress) {
      let failed = recipients[index].address
      guard let start = text.position(of: Bytes(failed.description)) else { continue }
      let rest = text[start + failed.description.utf8.count..<start + 1_024]
      guard let mailed = expansion(behind: rest), mailed != failed else { continue }
      recipients[index].via = failed.description
      recipients[index].address = mailed
    }
  }

  /// What stands in the brackets at the start of a text, if it is an expansion.
  private static func expansion(behind text: Bytes) -> EmailAddress? {
    guard let open = text.firstIndex(where: { !$0.isSpace && !">:.".utf8.contains($0) }),
      text[open] == UInt8(ascii: "("),
      let close = text.firstIndex(of: UInt8(ascii: ")"), from: open)
    else { return nil }
    let words = text[open + 1..<close].unfolded()
    for expansion in expansions {
      guard let position = words.position(of: expansion) else { continue }
      let written = words.dropFirst(position + expansion.utf8CodeUnitCount)
      if let address = TypedAddress(written.trimmed().withoutColon).address,
        address.domain.utf8.contains(UInt8(ascii: "."))
      {
        return address
      }
    }
    return nil
  }
}

extension Bytes {
  fileprivate var withoutColon: Bytes {
    first == UInt8(ascii: ":") ? dropFirst().trimmed() : self
  }
}
