import Model

/// How the holds of one cause follow from its incidents: each longer than the one before, and a
/// suppression when the last one did not help either.
struct HoldLadder {
  /// How many holds there were; 0 for none.
  private(set) var step = 0
  private(set) var until: Int64 = .min
  private(set) var isExhausted = false

  /// - Parameter incidents: Of one cause, since the last delivery, in the order of time.
  init(rule: CauseRule, policy: Policy, incidents: [Incident], trace: inout Trace?) {
    let raised = rule.threshold.atLeast(policy.unsureThreshold)
    let widening = policy.holdWidening
    var all = Count()
    var sure = Count()
    for incident in incidents {
      all.add(incident)
      if incident.isSure { sure.add(incident) }
      guard all.meets(raised) || sure.meets(rule.threshold) else {
        trace?.note(
          incident.firstReport, .counted(all.incidents, of: sure.isEmpty ? raised : rule.threshold))
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

  private struct Count {
    var incidents = 0
    private var firstDay: Int64 = 0
    private var lastDay: Int64 = 0
    var isEmpty: Bool { incidents == 0 }

    mutating func add(_ incident: Incident) {
      if isEmpty { firstDay = incident.day }
      lastDay = incident.day
      incidents += 1
    }

    func meets(_ threshold: Threshold) -> Bool {
      threshold.isMet(count: incidents, firstDay: firstDay, lastDay: lastDay)
    }
  }
}
