import Octets

/// What happened to a message for one recipient.
public enum EventKind: String, Sendable, Codable, CaseIterable {
  /// Delivery has failed for good: the message will not be tried again.
  case failed
  /// Delivery is late; attempts continue.
  case delayed
  case delivered
  /// The recipient reported the message as abuse (RFC 5965).
  case complaint
  case autoReply = "auto-reply"
  /// An e-mail service provider refused because it had itself suppressed the address before.
  case providerSuppressed = "provider-suppressed"
}

/// Whether a report can be tied to a message that was sent from here.
public enum Verification: String, Sendable, Codable {
  /// The guard against forged reports is off.
  case unchecked
  case verified
  case unverified
}

/// One piece of evidence about one address: who, when, what was said, by which host, in which message.
/// Events are stored as they are and never changed; one is passed on by reference, since it is large.
public final class Event: Sendable {
  public let kind: EventKind
  /// The address that was mailed to.
  public let address: EmailAddress
  /// The address that the failing host saw, where it is another one: the target of a forward.
  public let via: String?
  /// When it happened, in Unix seconds.
  public let at: Int64
  /// For `failed` and `delayed`.
  public let finding: Finding?
  /// What was said, in UTF-8.
  public let diagnostic: Bytes
  /// The host that said it.
  public let remoteHost: String?
  /// The host that reported it.
  public let reportingHost: String?
  /// The Message-ID of the message that was sent, without angle brackets.
  public let originalMessageID: String?
  /// The Message-ID of the report, without angle brackets.
  public let reportMessageID: String?
  public let verification: Verification
  /// What the event is recognised by when it comes again, in another copy or another order.
  public let key: EventKey

  public init(
    kind: EventKind, address: EmailAddress, via: String? = nil, at: Int64,
    finding: Finding? = nil, diagnostic: Bytes = .empty, remoteHost: String? = nil,
    reportingHost: String? = nil, originalMessageID: String? = nil,
    reportMessageID: String? = nil, verification: Verification = .unchecked, key: EventKey
  ) {
    self.kind = kind
    self.address = address
    self.via = via
    self.at = at
    self.finding = finding
    self.diagnostic = diagnostic
    self.remoteHost = remoteHost
    self.reportingHost = reportingHost
    self.originalMessageID = originalMessageID
    self.reportMessageID = reportMessageID
    self.verification = verification
    self.key = key
  }
}

/// 128 bits over what an event says, never over where it was read.
public struct EventKey: Hashable, Sendable {
  public var high: UInt64
  public var low: UInt64
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// 32 digits.
  public var hexadecimal: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
