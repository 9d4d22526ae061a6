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

  public init(local: String, domain: String) {
    self.local = local
    self.domain = domain.lowercased()
  }

  public var description: String { domain.isEmpty ? local : "\(local)@\(domain)" }

  /// What two addresses are compared by: all in lower case, the domain in its DNS form.
  public var key: String {
    domain.isEmpty
      ? local.lowercased() : "\(local.lowercased())@\(InternationalDomain.ascii(domain))"
  }

  public static func == (left: Self, right: Self) -> Bool {
    // Almost all that are equal are written alike, and making keys takes time.
    (left.local == right.local && left.domain == right.domain) || left.key == right.key
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
