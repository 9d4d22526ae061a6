import Model
import ReturnPath
import Store

/// How the guard against forged reports is set up, as it stands in the store. The key itself does not:
/// only the name of its file.
public struct GuardSettings: Sendable, Equatable {
  /// The address that bounces come to; with a key file, return paths are signed.
  public var mailbox: String?
  public var keyFile: String?
  public var validDays: Int64
  public var domains: [String]
  public var messageIDHosts: [String]
  /// VERP patterns of our own; without any, the usual ones are tried.
  public var patterns: [String]

  public static let defaultValidDays: Int64 = 30

  public init() {
    validDays = Self.defaultValidDays
    domains = []
    messageIDHosts = []
    patterns = []
  }

  private enum Name {
    static let mailbox = "guard.mailbox"
    static let keyFile = "guard.key-file"
    static let validDays = "guard.valid-days"
    static let domains = "guard.domains"
    static let messageIDHosts = "guard.message-id-hosts"
    static let patterns = "guard.verp-patterns"
  }

  public init(_ store: Store) throws {
    func list(_ name: String) throws -> [String] {
      (try store.setting(name) ?? "").split(separator: "\n").map(String.init)
    }
    mailbox = try store.setting(Name.mailbox)
    keyFile = try store.setting(Name.keyFile)
    validDays = try store.setting(Name.validDays).flatMap(Int64.init) ?? Self.defaultValidDays
    domains = try list(Name.domains)
    messageIDHosts = try list(Name.messageIDHosts)
    patterns = try list(Name.patterns)
  }

  public func save(to store: Store) throws {
    func joined(_ list: [String]) -> String? { list.isEmpty ? nil : list.joined(separator: "\n") }
    try store.set([
      (Name.mailbox, mailbox), (Name.keyFile, keyFile), (Name.validDays, String(validDays)),
      (Name.domains, joined(domains)), (Name.messageIDHosts, joined(messageIDHosts)),
      (Name.patterns, joined(patterns)),
    ])
  }

  /// Makes and checks signed return paths; nil where they are not set up.
  ///
  /// - Throws: `ReturnPathKeyError`.
  public func signer() throws -> ReturnPathSigner? {
    guard let mailbox, let keyFile, let at = mailbox.lastIndex(of: "@") else { return nil }
    return ReturnPathSigner(
      key: try ReturnPathKey(file: keyFile),
      mailbox: EmailAddress(
        local: String(mailbox[..<at]), domain: String(mailbox[mailbox.index(after: at)...])),
      validDays: validDays)
  }

  /// - Throws: `ReturnPathKeyError`.
  public func guardian() throws -> Guard {
    Guard(
      signer: try signer(), domains: Set(domains.map(InternationalDomain.ascii)),
      messageIDHosts: Set(messageIDHosts.map { $0.lowercased() }))
  }

  /// - Throws: `VERPPatternError`.
  public func mailedAddress() throws -> MailedAddress {
    MailedAddress(patterns: try patterns.map { try VERPPattern($0) }, signer: try signer())
  }
}
