import Model
import Octets

/// A form of suppression list that another program reads as it is.
public enum ExchangeFormat: String, CaseIterable, Sendable {
  /// One address a line.
  case plain
  /// `mailman delmembers --file`: one address a line, ASCII only. Mailman 3 ends with an error at an address
  /// that is not, and then has removed nobody; it finds members by their address in lower case only.
  case mailman
  /// `sympa.pl --del_user`/`sympa del`: one address a line.
  case sympa
  /// listmonk's subscriber import in blocklist mode: `email,name,attributes`.
  case listmonk
  /// Mailchimp's contact import; choose "Unsubscribed" or "Cleaned" there.
  case mailchimp
  /// SendGrid's suppression upload: one column `email`.
  case sendgrid
  /// Amazon SES `create-import-job` for the account's suppression list: `address,BOUNCE|COMPLAINT`.
  case ses
  /// A Postfix access(5) table that rejects mail to the addresses.
  case postfix
  /// A Postfix access(5) table that drops mail to the addresses.
  case postfixDiscard = "postfix-discard"
  /// An Exim lsearch file: the address, a colon, the reason.
  case exim
  /// SHA-256 of each address in lower case, in hexadecimal: to be shared without showing it.
  case sha256

  /// What stands before the first address.
  public var header: String {
    switch self {
    case .listmonk: "email,name,attributes\r\n"
    case .mailchimp: "Email Address,Note\r\n"
    case .sendgrid: "email\r\n"
    case .postfix, .postfixDiscard:
      "# access(5) table by rebound: postmap it, then name it in check_recipient_access.\n"
    case .exim: "# lsearch file by rebound: ${lookup{$local_part@$domain}lsearch{FILE}}\n"
    case .plain, .mailman, .sympa, .ses, .sha256: ""
    }
  }

  /// The line of one address, its line end included; nil where the format cannot carry the address.
  public func line(_ entry: SuppressedAddress) -> String? {
    let address = entry.address
    switch self {
    case .plain, .sympa: return Self.isOneWord(address) ? address + "\n" : nil
    case .mailman:
      let isCarried = Self.isOneWord(address) && address.utf8.allSatisfy { $0 < 0x80 }
      return isCarried ? address.lowercased() + "\n" : nil
    case .listmonk:
      let attributes = "{\"\"cause\"\": \"\"\(entry.cause)\"\"}"
      return "\(Self.quoted(address)),,\"\(attributes)\"\r\n"
    case .mailchimp: return "\(Self.quoted(address)),\(Self.quoted(entry.cause))\r\n"
    case .sendgrid: return "\(Self.quoted(address))\r\n"
    case .ses:
      return "\(Self.quoted(address)),\(entry.isComplaint ? "COMPLAINT" : "BOUNCE")\n"
    case .postfix:
      return Self.tableKey(address).map { "\($0) REJECT 5.7.1 \(Self.reason(of: entry))\n" }
    case .postfixDiscard:
      return Self.tableKey(address).map { "\($0) DISCARD \(Self.reason(of: entry))\n" }
    case .exim:
      // A colon or white space ends the key of an lsearch line; a quoted key may hold both.
      return Self.tableKey(address).map {
        "\($0.utf8.contains(UInt8(ascii: ":")) ? "\"\($0)\"" : $0): \(Self.reason(of: entry))\n"
      }
    case .sha256: return SHA256Digest.hexadecimal(of: address.lowercased()) + "\n"
    }
  }

  private static func reason(of entry: SuppressedAddress) -> String {
    let cause = entry.cause.isEmpty ? "decided by a person" : entry.cause
    let since = entry.since.map { " since \(UTCTime.dateString($0))" } ?? ""
    return "suppressed: \(cause)\(since)"
  }

  /// An address that can be the key of a text table: no white space, no quotes, no comment.
  private static func tableKey(_ address: String) -> String? {
    let key = address.lowercased()
    return isOneWord(key) && !key.hasPrefix("#") && !key.utf8.contains(0x22) ? key : nil
  }

  private static func isOneWord(_ address: String) -> Bool {
    !address.isEmpty && address.utf8.allSatisfy { !$0.isSpace && !$0.isControl }
  }

  /// A CSV field; what a spreadsheet would run as a formula is left to the reader, since these files are
  /// read by programs to which the apostrophe would be part of the address.
  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
