import Octets

/// A mailbox address in its canonical form: local part as written, domain in lower case.
///
/// The local part keeps its case (RFC 5321 section 2.4 leaves its meaning to the receiving host);
/// comparison is by `key`, which folds case in both parts, because in practice no receiver tells
/// two mailboxes apart by case and reports often change it.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
  public let local: String
  /// Empty for a bare screen name or a local user of the reporting host.
  public let domain: String

  /// The most octets an address may have; longer ones are not addresses (RFC 5321 section 4.5.3.1
  /// allows 64 + 1 + 255; software in the field stretches the local part).
  public static let maximumLength = 512

  /// Stands where no address is known.
  public static let unknown = EmailAddress(local: "", domain: "")

  public init(local: String, domain: String) {
    self.local = local
    self.domain = domain.inLowerCase
  }

  public var description: String { domain.isEmpty ? local : "\(local)@\(domain)" }

  /// What two addresses are compared by: all in lower case, the domain in its DNS form.
  public var key: String {
    domain.isEmpty
      ? local.inLowerCase : local.inLowerCase + "@" + InternationalDomain.ascii(domain)
  }

  public static func == (left: Self, right: Self) -> Bool {
    (left.local == right.local || left.local.inLowerCase == right.local.inLowerCase)
      && (left.domain == right.domain
        || InternationalDomain.ascii(left.domain) == InternationalDomain.ascii(right.domain))
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(local.inLowerCase)
    hasher.combine(InternationalDomain.ascii(domain))
  }
}

extension String {
  /// The same as `lowercased()`, at once where nothing has to change, as in almost all addresses.
  public var inLowerCase: String {
    isLowerCaseASCII ? self : lowercased()
  }

  /// Whether all of it is ASCII without capital letters.
  var isLowerCaseASCII: Bool { withOctets { $0.isLowerCaseASCII } }

  /// Whether all of it is ASCII.
  var isASCII: Bool { !hasOctet { $0 >= 0x80 } }

  /// Whether it has the octet in its UTF-8.
  public func contains(octet: UInt8) -> Bool { hasOctet { $0 == octet } }

  @inline(__always)
  private func hasOctet(where condition: (UInt8) -> Bool) -> Bool {
    withOctets { octets in
      for octet in octets where condition(octet) { return true }
      return false
    }
  }
}
