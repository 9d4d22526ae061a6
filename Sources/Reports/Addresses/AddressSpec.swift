import Model
import Octets

/// Reading one `local@domain` that stands by itself.
enum AddressSpec {
  /// The address that the whole text is, lenient where software in the field is: any octets but white space
  /// and brackets, no dot in the domain, a quoted local part, a source route in front.
  static func read(_ text: Bytes) -> EmailAddress? {
    parts(of: text).map { EmailAddress(local: $0.local.string, domain: $0.domain.string) }
  }

  /// The same, as octets of the text.
  static func parts(of text: Bytes) -> (local: Bytes, domain: Bytes)? {
    var text = text.trimmed()
    // RFC 5321 section 4.1.2: `@relay.example,@other.example:user@host`; the route is to be ignored.
    if text.first == UInt8(ascii: "@"), let colon = text.lastIndex(of: UInt8(ascii: ":")) {
      text = text.dropFirst(colon + 1)
    }
    guard text.count <= EmailAddress.maximumLength, let at = text.lastIndex(of: UInt8(ascii: "@")),
      at > 0
    else { return nil }
    var domain = text.dropFirst(at + 1)
    while domain.last == UInt8(ascii: ".") { domain = domain.dropLast() }
    let local = unquoted(text.prefix(at).trimmed())
    domain = domain.trimmed()
    guard !local.isEmpty, !domain.isEmpty, isLocal(local), isDomain(domain) else { return nil }
    return (local, domain)
  }

  /// `"user"` is `user` (RFC 5321 section 4.1.2 calls the quoted form of such a local part equivalent).
  private static func unquoted(_ local: Bytes) -> Bytes {
    guard local.count > 2, local.first == UInt8(ascii: "\""), local.last == UInt8(ascii: "\"")
    else {
      return local
    }
    let inner = local[1..<local.count - 1]
    return inner.firstIndex(where: { !isAtomText($0) }) == nil ? inner : local
  }

  private static func isLocal(_ local: Bytes) -> Bool {
    if local.first == UInt8(ascii: "\"") {
      return local.count > 2 && local.last == UInt8(ascii: "\"")
    }
    return local.firstIndex(where: {
      switch $0 {
      case ...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
      default: false
      }
    }) == nil
  }

  private static func isDomain(_ domain: Bytes) -> Bool {
    domain.firstIndex(where: {
      switch $0 {
      case ...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("),
        UInt8(ascii: ")"),
        UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
        UInt8(ascii: "/"),
        UInt8(ascii: "\\"):
        true
      default: false
      }
    }) == nil
  }

  /// atext of RFC 5322 section 3.2.3, the dot, and octets of UTF-8 (RFC 6531).
  static func isAtomText(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x39, 0x3D, 0x3F, 0x41...0x5A, 0x5E...0x7E: true
    default: octet >= 0x80
    }
  }
}
