import Mail
import Model
import Octets

/// What a message is.
public enum MessageKind: String, Sendable, Codable, CaseIterable {
  case bounce
  case delay
  case complaint
  case autoReply = "autoreply"
  case delivered
  case notABounce = "not-a-bounce"
}

/// What one message says about the delivery of others.
public struct Report: Sendable {
  public var kind: MessageKind
  /// Who wrote it, as far as its form tells: `rfc3464`, `qmail`, `exim`, `arf`, …; "" for ordinary mail.
  public var dialect = ""
  public var recipients: [ReportedRecipient] = []
  /// The message that could not be delivered, as far as its header was returned.
  public var original = OriginalMessage()
  /// When the report was written, in Unix seconds; nil where the message does not tell.
  public var date: Int64?
  /// Without angle brackets, in UTF-8.
  public var messageID: Bytes?
  /// The host that wrote the report, in UTF-8.
  public var reportingHost: Bytes?
  /// The header of the message that was read, where that was wrapped in another.
  public var wrappedHeader: Header?
  /// What was odd in it: limits reached, parts that could not be decoded.
  public var notes: [String] = []
}

/// What a report says about one recipient.
public struct ReportedRecipient: Sendable {
  public var address: EmailAddress
  /// The address that failed, where it is not the one that was mailed to.
  public var via: String?
  public var kind: EventKind
  /// What was said, by whom, with which codes.
  public var evidence: Evidence
  /// When the last attempt was made, in Unix seconds, where the report tells.
  public var at: Int64?
  /// What a delivery status does not say of the recipient.
  var gaps: DeliveryStatusReading.Gaps = []

  /// Whether it is known who the recipient is.
  var isNamed: Bool { !address.local.isEmpty }
}
