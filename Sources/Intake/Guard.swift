import Model
import Reports
import ReturnPath

/// Tells reports about mail of ours from forged ones: anyone can send a bounce for any address.
public struct Guard: Sendable {
  /// Checks the tags of signed return paths; nil where they are not used.
  public var signer: ReturnPathSigner?
  /// Domains that our mail is from, in lower case.
  public var domains: Set<String>
  /// Hosts that stand behind the `@` of our Message-IDs, in lower case.
  public var messageIDHosts: Set<String>

  public init(
    signer: ReturnPathSigner? = nil, domains: Set<String> = [], messageIDHosts: Set<String> = []
  ) {
    self.signer = signer
    self.domains = domains
    self.messageIDHosts = messageIDHosts
  }

  public var isOn: Bool { signer != nil || !domains.isEmpty || !messageIDHosts.isEmpty }

  /// Whether what a report says about a recipient can be tied to a message of ours.
  ///
  /// Where return paths are signed, only a genuine tag for this very recipient counts: everything else in
  /// a report can be copied from any message of ours. Without them, every sign that was configured must
  /// be there.
  ///
  /// - Parameters:
  ///   - returnPaths: Where the report was sent to.
  ///   - now: Unix seconds.
  func verification(
    of recipient: borrowing ReportedRecipient, in report: borrowing Report,
    returnPaths: [String], now: Int64
  ) -> Verification {
    guard isOn else { return .unchecked }
    if let signer {
      let mailed = recipient.address
      let isGenuine = returnPaths.contains { returnPath in
        guard let signed = try? signer.verify(returnPath, now: now) else { return false }
        return signed == mailed
      }
      return isGenuine ? .verified : .unverified
    }
    if !messageIDHosts.isEmpty {
      guard let host = Self.host(of: report.original.messageID?.string),
        messageIDHosts.contains(host)
      else { return .unverified }
    }
    if !domains.isEmpty {
      guard let domain = Self.host(of: report.original.from),
        domains.contains(InternationalDomain.ascii(domain))
      else { return .unverified }
    }
    return .verified
  }

  private static func host(of identifier: String?) -> String? {
    guard let identifier, let at = identifier.lastIndex(of: "@") else { return nil }
    let host = identifier[identifier.index(after: at)...].prefix { $0 != ">" && $0 != " " }
    return host.isEmpty ? nil : host.lowercased()
  }
}
