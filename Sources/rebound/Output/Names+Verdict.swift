import Model

extension Verdict {
  /// The cause's name; complaints have none, since they are no failures.
  var causeName: String {
    rule == .complaint ? EventKind.complaint.rawValue : cause?.rawValue ?? ""
  }
}

/// `550 5.1.1`: both codes, or the one there is.
enum CodeText {
  static func of(_ reply: ReplyCode?, _ status: EnhancedStatus?) -> String {
    [reply?.description, status?.description].compactMap { $0 }.joined(separator: " ")
  }
}
