extension EventKind {
  /// What the event means for the address, as a sentence.
  public var words: String {
    switch self {
    case .failed: "Delivery failed for good."
    case .delayed: "Delivery is late; attempts continue. Evidence only."
    case .delivered: "The message was delivered."
    case .complaint: "The recipient reported the message as abuse."
    case .autoReply: "An automatic reply. It counts nowhere."
    case .providerSuppressed:
      "The sending service refused because it had suppressed the address before. No new evidence."
    }
  }
}
