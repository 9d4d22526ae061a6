import Model

/// What became of single events while a history was evaluated.
struct Trace {
  enum Note: Equatable {
    case unverified, released, evidenceOnly, delivery, exempt, neverActedOn
    case sameMessage, sameDay, beforeDelivery
    case counted(Int, of: Threshold)
    case startsHold(Int, until: Int64)
    case duringHold(Int)
    case exhaustsHolds, alreadySuppressed, suppresses
  }

  private(set) var notes: [EventKey: Note] = [:]

  mutating func note(_ key: EventKey, _ note: Note) { notes[key] = note }
}

extension Trace.Note {
  var words: String {
    switch self {
    case .unverified: "cannot be tied to a message of ours: not acted on"
    case .released: "no longer counts: a person released the address later"
    case .evidenceOnly: "kept as evidence; counts nowhere"
    case .delivery: "delivered: failures before it no longer count"
    case .exempt: "does not count: the policy exempts the domain"
    case .neverActedOn: "not the recipient's fault: never acted on"
    case .sameMessage: "another report about the same message: not counted again"
    case .sameDay: "the same cause on the same day: not counted again"
    case .beforeDelivery: "no longer counts: a message was delivered later"
    case .counted(let count, let threshold):
      threshold.days > 0
        ? "incident \(count) of \(threshold.incidents) over \(threshold.days) days"
        : "incident \(count) of \(threshold.incidents)"
    case .startsHold(1, let until): "starts a hold until \(UTCTime.dateString(until))"
    case .startsHold(let step, let until):
      "comes after hold \(step - 1): held again, longer, until \(UTCTime.dateString(until))"
    case .duringHold(let step): "falls into hold \(step): changes nothing"
    case .exhaustsHolds: "comes after the last hold: suppresses"
    case .alreadySuppressed: "changes nothing: suppressed already"
    case .suppresses: "suppresses at once"
    }
  }

  /// What is added where the cause of the event is unsure.
  var doubt: String {
    switch self {
    case .counted: "; the cause is unsure, so one report proves nothing"
    case .startsHold, .exhaustsHolds, .suppresses: "; the cause is unsure, but others bear it out"
    default: ""
    }
  }
}
