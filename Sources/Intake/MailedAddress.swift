import Mail
import Model
import Octets
import Reports
import ReturnPath

/// Finds the address that was mailed to: a VERP return path knows it best, since it was written when the
/// message was sent. What the report itself blames is kept as `via` where it is another address.
public struct MailedAddress: Sendable {
  private let patterns: [VERPPattern]
  private let signer: ReturnPathSigner?
  /// Whether an address that carries another has an `=` in all our forms, as it has in signed return paths.
  private let needsEqualsSign: Bool

  /// - Parameters:
  ///   - patterns: Our own VERP patterns; without any, the usual ones are tried.
  ///   - signer: Reads our signed return paths, whose tag would be part of the address to a pattern.
  public init(patterns: [VERPPattern] = [], signer: ReturnPathSigner? = nil) {
    let patterns = patterns.isEmpty ? VERPPattern.usual : patterns
    self.patterns = patterns
    self.needsEqualsSign = patterns.allSatisfy(\.hasEqualsSign)
    self.signer = signer
  }

  /// Where a report was sent to: those of our addresses that can carry another.
  ///
  /// - Parameter wrappedHeader: The header of the report, where that is inside of the message.
  public func returnPaths(of message: Message, _ wrappedHeader: Header?) -> [String] {
    ReturnPaths.of(wrappedHeader ?? message.header, onlyWithEqualsSign: needsEqualsSign)
  }

  /// Puts the recipients of a report right.
  ///
  /// - Parameter returnPaths: Where the report was sent to: our addresses, as its header gives them.
  public func resolve(_ report: inout Report, returnPaths: [String]) {
    guard !report.recipients.isEmpty else { return }
    undoRewriting(of: &report.recipients)
    // A message with a VERP return path has one recipient. A report that names several was not about
    // such a message, or names others as well: then it is taken at its word.
    guard report.recipients.count == 1, let mailed = recipient(in: returnPaths) else { return }
    // Nothing is written where nothing changes: the recipients would be copied for it.
    if report.recipients[0].address != mailed { replace(&report.recipients[0], with: mailed) }
  }

  private func undoRewriting(of recipients: inout [ReportedRecipient]) {
    for index in recipients.indices
    where recipients[index].address.local.contains(octet: UInt8(ascii: "=")) {
      let address = recipients[index].address
      let mailed = SenderRewriting.undo(address)
      if mailed != address { replace(&recipients[index], with: mailed) }
    }
  }

  private func replace(_ recipient: inout ReportedRecipient, with address: EmailAddress) {
    recipient.via = recipient.via ?? recipient.address.description
    recipient.address = address
  }

  private func recipient(in returnPaths: [String]) -> EmailAddress? {
    for returnPath in returnPaths {
      if let recipient = recipient(in: returnPath) { return recipient }
    }
    return nil
  }

  private func recipient(in returnPath: String) -> EmailAddress? {
    if let carried = signer?.carried(by: returnPath) { return carried }
    return patterns.lazy.compactMap { $0.recipient(in: returnPath) }.first
  }
}

/// Our addresses that a report was sent to.
private enum ReturnPaths {
  /// So many octets of a field, and so many addresses in it, are looked at.
  private static let fieldLimit = 8_192
  private static let addressLimit = 16

  /// From the fields that a delivery agent writes, and from To.
  static func of(_ header: Header, onlyWithEqualsSign: Bool) -> [String] {
    var result: [String] = []
    for name in ["delivered-to", "x-original-to", "envelope-to", "to"] as [StaticString] {
      guard let value = header[name], value.count <= fieldLimit else { continue }
      addAddresses(in: value, onlyWithEqualsSign, to: &result)
    }
    return result
  }

  /// The words of a field that have an `@` inside: names, comments and brackets around them do not
  /// matter here.
  private static func addAddresses(
    in field: Bytes, _ onlyWithEqualsSign: Bool, to result: inout [String]
  ) {
    var found = 0
    var position = 0
    while found < addressLimit, let at = field.firstIndex(of: UInt8(ascii: "@"), from: position) {
      var start = at
      while start > position, !separates(field[start - 1]) { start -= 1 }
      let end = field.firstIndex(from: at, where: separates) ?? field.count
      let written = field[start..<end]
      if !onlyWithEqualsSign || written.contains(UInt8(ascii: "=")) {
        let address = written.string
        if !result.contains(address) { result.append(address) }
      }
      found += 1
      position = end
    }
  }

  private static func separates(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"):
      true
    default: false
    }
  }
}
