import Model

/// Whether the same message to the same address would fail again.
enum Permanence {
  /// A rule that knows decides; then the class of the codes, against which only plain words of time stand
  /// ("550 Greylisted, try again in 5 minutes"); without codes the words, and then what the cause is like.
  static func decide(
    _ byRule: Bool?, _ cause: Cause, _ reading: borrowing TextReading, reply: ReplyCode?,
    status: EnhancedStatus?
  ) -> Bool {
    if let byRule { return byRule }
    let isTemporary = reading.soundsTemporary && !reading.soundsPermanent
    switch (reply?.isPermanent, status?.isPermanent) {
    case (true?, true?), (true?, nil), (nil, true?):
      return !(isTemporary && (cause.passesByItself || cause == .mailboxInactive))
    case (true?, false?):
      return !isTemporary
    case (false?, _), (nil, false?):
      return false
    case (nil, nil):
      return !reading.soundsTemporary && !cause.passesByItself
    }
  }
}

extension Cause {
  /// Whether what it names is over after some time without anybody's doing.
  var passesByItself: Bool {
    switch self {
    case .greylisted, .rateLimited, .networkError, .systemError, .systemFull, .deliveryExpired: true
    default: false
    }
  }
}
