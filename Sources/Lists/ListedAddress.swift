import Model
import Octets

/// An address as it stands in a list, a column or an argument: where its two parts lie.
public struct ListedAddress: Sendable {
  /// Without the quotes it does not need.
  public let local: Bytes
  /// In any case and any form, without the dot that ends an absolute name.
  public let domain: Bytes

  /// The address in a field: bare, in angle brackets behind a name, or behind `mailto:`.
  ///
  /// - Returns: Nil where the field holds none.
  public init?(in field: Bytes) {
    var text = field.trimmed()
    if text.hasPrefix("\u{FEFF}" as StaticString) { text = text[3...] }
    if let open = text.lastIndex(of: 0x3C), let close = text.firstIndex(of: 0x3E, from: open) {
      text = text[open + 1..<close].trimmed()
    }
    if text.hasPrefixFolded("mailto:") { text = text[7...] }
    guard text.count <= EmailAddress.maximumLength, let at = text.lastIndex(of: 0x40), at > 0 else {
      return nil
    }
    var domain = text[(at + 1)...]
    while domain.last == UInt8(ascii: ".") { domain = domain.dropLast() }
    guard !domain.isEmpty else { return nil }
    local = ListedAddress.unquoted(text[0..<at])
    self.domain = domain
  }

  public var address: EmailAddress { EmailAddress(local: local.string, domain: domain.string) }

  /// `"user"` is `user`: RFC 5321 section 4.1.2 calls the two forms equivalent.
  private static func unquoted(_ local: Bytes) -> Bytes {
    guard local.count > 2, local.first == 0x22, local.last == 0x22 else { return local }
    let inner = local[1..<local.count - 1]
    return inner.firstIndex(where: { !isAtomText($0) }) == nil ? inner : local
  }

  /// atext of RFC 5322 section 3.2.3, the dot, and octets of UTF-8 (RFC 6531).
  private static func isAtomText(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x39, 0x3D, 0x3F, 0x41...0x5A, 0x5E...0x7E: true
    default: octet >= 0x80
    }
  }
}
