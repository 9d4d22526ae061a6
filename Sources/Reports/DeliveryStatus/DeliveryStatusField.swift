import Octets

/// The fields of a delivery status (RFC 3464 sections 2.2 and 2.3) that are read.
enum DeliveryStatusField: UInt8 {
  // Of the message.
  case reportingMTA, receivedFromMTA, arrivalDate
  // Of one recipient.
  case originalRecipient, finalRecipient, actualRecipient, action, status, remoteMTA, diagnosticCode
  case lastAttemptDate, willRetryUntil, displayName
  /// Any other: an extension, or one that nothing is made of.
  case other

  static let ofRecipient: [Self] = [
    .originalRecipient, .finalRecipient, .actualRecipient, .action, .status, .remoteMTA,
    .diagnosticCode,
    .lastAttemptDate, .willRetryUntil, .displayName,
  ]

  /// - Parameter name: Without the colon, any case, also as real software misspells it.
  init?(_ name: Bytes) {
    guard let first = name.first else { return nil }
    // A switch over the length first: almost every name is compared with one other at most.
    let field: Self? =
      switch name.count {
      case 5: name.equalsFolded("ction") ? .action : nil
      case 6:
        if name.equalsFolded("action") {
          .action
        } else if name.equalsFolded("status") {
          .status
        } else {
          nil
        }
      case 10: name.equalsFolded("remote-mta") ? .remoteMTA : nil
      case 12: name.equalsFolded("arrival-date") ? .arrivalDate : nil
      case 13:
        if name.equalsFolded("reporting-mta") {
          .reportingMTA
        } else {
          name.equalsFolded("final-log-id") ? .other : nil
        }
      case 14: name.equalsFolded("x-display-name") ? .displayName : nil
      case 15:
        if name.equalsFolded("final-recipient") || name.equalsFolded("final recipient") {
          .finalRecipient
        } else {
          name.equalsFolded("diagnostic-code") || name.equalsFolded("diagnostic code")
            ? .diagnosticCode : nil
        }
      case 16: name.equalsFolded("will-retry-until") ? .willRetryUntil : nil
      case 17:
        if name.equalsFolded("last-attempt-date") {
          .lastAttemptDate
        } else {
          name.equalsFolded("received-from-mta") ? .receivedFromMTA : nil
        }
      case 18:
        if name.equalsFolded("original-recipient") || name.equalsFolded("original recipient") {
          .originalRecipient
        } else {
          name.equalsFolded("x-actual-recipient") ? .actualRecipient : nil
        }
      case 20:
        name.equalsFolded("original-envelope-id") || name.equalsFolded("x-original-recipient")
          ? .other : nil
      default: name.equalsFolded("dsn-gateway") ? .other : nil
      }
    if let field {
      self = field
    } else if first | 0x20 == UInt8(ascii: "x"), name.count > 2, name[1] == UInt8(ascii: "-") {
      self = .other
    } else {
      return nil
    }
  }
}
