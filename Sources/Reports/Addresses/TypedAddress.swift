import Model
import Octets

/// The value of a recipient field: `rfc822; user@host` (RFC 3464 section 2.3.1), and what software
/// makes of it.
struct TypedAddress: Equatable {
  /// As written; "" where none is given.
  let type: Bytes
  /// What stands behind the semicolon.
  let value: Bytes

  init(_ field: borrowing Bytes) {
    let field = field.trimmed()
    if let (type, value) = field.split(at: UInt8(ascii: ";")), type.count <= 32,
      !type.contains(UInt8(ascii: "@")), !type.contains(UInt8(ascii: "\""))
    {
      self.type = type.trimmed()
      self.value = value.trimmed()
    } else {
      self.type = .empty
      self.value = field
    }
  }

  /// The mailbox, where the value is or contains one.
  var address: EmailAddress? {
    // The command of an alias, whatever stands in its arguments.
    guard value.first != UInt8(ascii: "|") else { return nil }
    var value = self.value
    if type.hasPrefixFolded("utf-8") || type.hasPrefixFolded("utf8") {
      value = TypedAddress.decodeUTF8Text(value)
    }
    if type.hasPrefixFolded("x400") || type.hasPrefixFolded("x.400")
      || value.first == UInt8(ascii: "/"),
      let inner = TypedAddress.mailbox(inX400: value)
    {
      return inner
    }
    if let open = value.firstIndex(of: UInt8(ascii: "<")) {
      let close = value.firstIndex(of: UInt8(ascii: ">"), from: open) ?? value.count
      if let address = AddressSpec.read(TypedAddress.withoutScheme(value[open + 1..<close])) {
        return address
      }
    }
    value = TypedAddress.withoutScheme(value)
    if value.first != UInt8(ascii: "\""), let end = value.firstIndex(where: { $0.isSpace }) {
      // A comment, or what a hard line break left.
      value = value.prefix(end)
    }
    while let last = value.last, isClosing(last) { value = value.dropLast() }
    return AddressSpec.read(value)
  }

  private func isClosing(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ">"), UInt8(ascii: ")"),
      UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// A user's name without a domain: `LOCAL; user`. No path, pipe, host or number.
  var localName: Bytes? {
    guard !value.isEmpty, value.count <= 64, !value.contains(UInt8(ascii: "@")),
      value.firstIndex(where: {
        !AddressSpec.isAtomText($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "|")
      })
        == nil,
      value.decimal == nil
    else { return nil }
    return value
  }

  private static func withoutScheme(_ value: Bytes) -> Bytes {
    if value.hasPrefixFolded("smtp:") { return value.dropFirst(5) }
    if value.hasPrefixFolded("mailto:") { return value.dropFirst(7) }
    if value.hasPrefixFolded("rfc822:") { return value.dropFirst(7) }
    return value
  }

  /// RFC 6533 section 3: `\x{20AC}` stands for a character where only ASCII may stand.
  private static func decodeUTF8Text(_ value: Bytes) -> Bytes {
    guard value.contains("\\x{") else { return value }
    var result: [UInt8] = []
    var position = 0
    while position < value.count {
      if value[position...].hasPrefix("\\x{"),
        let close = value.firstIndex(of: UInt8(ascii: "}"), from: position + 3),
        close - position <= 10,
        let scalar = UInt32(value[position + 3..<close].string, radix: 16).flatMap(
          Unicode.Scalar.init)
      {
        result.append(contentsOf: String(scalar).utf8)
        position = close + 1
      } else {
        result.append(value[position])
        position += 1
      }
    }
    return Bytes(result)
  }

  /// `/C=US/…/DD.RFC-822=user(a)host/`, `c=US;a= ;p=Example;dda:SMTP=user@host;`: RFC 2156 writes `(a)` for
  /// the sign that X.400's printable strings lack.
  static func mailbox(inX400 value: Bytes) -> EmailAddress? {
    for key in ["rfc-822=", "rfc822=", "smtp="] as [StaticString] {
      guard let start = value.position(ofFolded: key) else { continue }
      let rest = value.dropFirst(start + key.utf8CodeUnitCount)
      let end =
        rest.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ";") || $0.isSpace })
        ?? rest.count
      let written = rest.prefix(end)
      if let sign = written.position(ofFolded: "(a)") {
        return AddressSpec.read(
          Bytes(
            written.prefix(sign).array + [UInt8(ascii: "@")] + written.dropFirst(sign + 3).array))
      }
      return AddressSpec.read(written)
    }
    return nil
  }

  /// An Original-Recipient as the sender wrote it: RFC 3461 section 4 transfers `+` and `=` as `+2B` and
  /// `+3D`, and hosts forget to undo it. Other `+XX` are left alone, since `user+20@host` is an address.
  static func decodeXtext(_ address: EmailAddress) -> EmailAddress {
    guard address.local.utf8.contains(UInt8(ascii: "+")) else { return address }
    var local: [UInt8] = []
    let octets = Array(address.local.utf8)
    var position = 0
    while position < octets.count {
      if octets[position] == UInt8(ascii: "+"), position + 2 < octets.count,
        let high = octets[position + 1].hexDigit, let low = octets[position + 2].hexDigit,
        [0x2B, 0x3D].contains(high << 4 | low), !octets[position + 2].isLowercaseLetter
      {
        local.append(high << 4 | low)
        position += 3
      } else {
        local.append(octets[position])
        position += 1
      }
    }
    return local.count == octets.count
      ? address
      : EmailAddress(local: String(decoding: local, as: UTF8.self), domain: address.domain)
  }
}
