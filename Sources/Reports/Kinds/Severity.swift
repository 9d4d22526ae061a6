import Model

extension EventKind {
  /// A failure hides a delay, a delay a delivery.
  var severity: Int {
    switch self {
    case .failed: 5
    case .providerSuppressed: 4
    case .complaint: 3
    case .delayed: 2
    case .delivered: 1
    case .autoReply: 0
    }
  }
}

extension MessageKind {
  /// A message is what the worst of its recipients is.
  init(of recipients: [ReportedRecipient]) {
    var worst: EventKind?
    // An array hands out copies of its elements, a span does not.
    let recipients = recipients.span
    for position in recipients.indices {
      let kind = recipients[position].kind
      if kind.severity > worst?.severity ?? -1 { worst = kind }
    }
    switch worst {
    case .failed, .providerSuppressed: self = .bounce
    case .delayed: self = .delay
    case .complaint: self = .complaint
    case .delivered: self = .delivered
    case .autoReply: self = .autoReply
    case nil: self = .notABounce
    }
  }
}
