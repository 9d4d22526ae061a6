import Model
import Reports

/// What a recipient's event is called: failures by their cause, everything else by its kind.
struct RecipientNames {
  let cause: String
  let sisimai: String
  let isFailure: Bool
  let isHardBounce: Bool

  init(recipient: ReportedRecipient, finding: Finding) {
    switch recipient.kind {
    case .failed, .delayed: (cause, sisimai) = (finding.cause.rawValue, finding.sisimai)
    case .delivered: (cause, sisimai) = ("delivered", "delivered")
    case .complaint: (cause, sisimai) = ("complaint", "feedback")
    case .autoReply: (cause, sisimai) = ("auto-reply", "vacation")
    case .providerSuppressed: (cause, sisimai) = ("provider-suppressed", "suppressed")
    }
    isFailure = recipient.kind == .failed || recipient.kind == .delayed
    // Sisimai calls a bounce hard when it is about an address that will never work.
    isHardBounce =
      isFailure && finding.permanent
      && ["userunknown", "hostunknown", "hasmoved", "notaccept"].contains(finding.sisimai)
  }
}
