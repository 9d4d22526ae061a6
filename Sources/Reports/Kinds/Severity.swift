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
    switch recipients.lazy.map(\.kind).max(by: { $0.severity < $1.severity }) {
    case .failed, .providerSuppressed: self = .bounce
    case .delayed: self = .delay
    case .complaint: self = .complaint
    case .delivered: self = .delivered
    case .autoReply: self = .autoReply
    case nil: self = .notABounce
    }
  }
}
