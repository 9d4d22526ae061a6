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

  /// - Parameter range: Where the name stands, without the colon, any case, also as real software
  ///   misspells it.
  init?(_ range: Range<Int>, in text: borrowing Bytes) {
    @inline(__always)
    func isNamed(_ name: StaticString) -> Bool { text.equalsFolded(name, in: range) }
    // A switch over the length first: almost every name is compared with one other at most.
    let field: Self? =
      switch range.count {
      case 5: isNamed("ction") ? .action : nil
      case 6: isNamed("action") ? .action : isNamed("status") ? .status : nil
      case 10: isNamed("remote-mta") ? .remoteMTA : nil
      case 12: isNamed("arrival-date") ? .arrivalDate : isNamed("final-log-id") ? .other : nil
      case 13: isNamed("reporting-mta") ? .reportingMTA : nil
      case 14: isNamed("x-display-name") ? .displayName : nil
      case 15:
        if isNamed("final-recipient") || isNamed("final recipient") {
          .finalRecipient
        } else {
          isNamed("diagnostic-code") || isNamed("diagnostic code") ? .diagnosticCode : nil
        }
      case 16: isNamed("will-retry-until") ? .willRetryUntil : nil
      case 17:
        isNamed("last-attempt-date")
          ? .lastAttemptDate : isNamed("received-from-mta") ? .receivedFromMTA : nil
      case 18:
        if isNamed("original-recipient") || isNamed("original recipient") {
          .originalRecipient
        } else {
          isNamed("x-actual-recipient") ? .actualRecipient : nil
        }
      case 20: isNamed("original-envelope-id") ? .other : nil
      default: isNamed("dsn-gateway") ? .other : nil
      }
    if let field {
      self = field
    } else if range.count > 2, text.hasPrefixFolded("x-", at: range.lowerBound) {
      self = .other
    } else {
      return nil
    }
  }
}
