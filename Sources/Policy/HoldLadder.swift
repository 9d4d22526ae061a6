import Model

/// How the holds of one cause follow from its incidents: each longer than the one before, and a
/// suppression when the last one did not help either.
struct HoldLadder {
  /// How many holds there were; 0 for none.
  private(set) var step = 0
  private(set) var until: Int64 = .min
  private(set) var isExhausted = false

  /// - Parameter incidents: Of one cause, since the last delivery, in the order of time.
  init(rule: CauseRule, widening: [Int], incidents: [Incident], trace: inout Trace?) {
    guard let start = incidents.first else { return }
    var count = 0
    for incident in incidents {
      count += 1
      guard
        rule.threshold.isMet(count: count, firstDay: start.day, lastDay: incident.day)
      else {
        trace?.note(incident.firstReport, .counted(count, of: rule.threshold))
        continue
      }
      if isExhausted {
        trace?.note(incident.firstReport, .alreadySuppressed)
      } else if step > 0, incident.first < until {
        trace?.note(incident.firstReport, .duringHold(step))
      } else if step == widening.count {
        isExhausted = true
        trace?.note(incident.firstReport, .exhaustsHolds)
      } else {
        let length = Int64(rule.holdDays * widening[step]) * UTCTime.secondsPerDay
        step += 1
        until = incident.first + length
        trace?.note(incident.firstReport, .startsHold(step, until: until))
      }
    }
  }
}
