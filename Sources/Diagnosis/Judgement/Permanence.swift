import Model

/// Whether the same message to the same address would fail again.
enum Permanence {
  static func decide(
    _ rule: Rule?, _ cause: Cause, _ reading: TextReading, reply: ReplyCode?,
    status: EnhancedStatus?
  ) -> Bool {
    if let decided = rule?.permanent { return decided }
    let isTemporary = reading.soundsTemporary && !reading.soundsPermanent
    switch (reply?.isPermanent, status?.isPermanent) {
    case (true?, true?), (true?, nil), (nil, true?):
      // "550 Greylisted, try again in 5 minutes": where the fault is the sender's, the words decide.
      return !(isTemporary && cause.passesByItself)
    case (true?, false?):
      return !isTemporary
    case (false?, _), (nil, false?):
      return false
    case (nil, nil):
      if isTemporary { return false }
      return reading.soundsPermanent && cause != .deliveryExpired || !cause.passesByItself
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
