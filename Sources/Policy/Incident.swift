import Model

/// A failure as the rules see it: under the cause it counts for.
struct Failure {
  var entry: HistoryEntry
  var cause: Cause
  var rule: CauseRule

  /// What the failure weighs against others of the same message: what suppresses beats what holds.
  /// What is sure beats what is not, so that a guess never undoes what another report knew.
  var weight: Int {
    let ofOutcome =
      switch rule.outcome {
      case .suppress: entry.isPermanent ? 5 : 4
      case .hold: 3
      case .review: 2
      case .never: 1
      }
    return entry.isUnsure ? ofOutcome - 5 : ofOutcome
  }
}

/// What is counted: at most one per cause and day, and one per message that was sent.
struct Incident {
  var cause: Cause
  var rule: CauseRule
  var permanent: Bool
  /// Whether one of its reports named the cause surely, and whether one did that was permanent too.
  var isSure: Bool
  var isProof: Bool
  /// When its first and its last report happened.
  var first: Int64
  var last: Int64
  var firstReport: EventKey
  var lastReport: EventKey
  var day: Int64 { UTCTime.day(of: first) }

  init(_ failure: Failure) {
    cause = failure.cause
    rule = failure.rule
    permanent = failure.entry.isPermanent
    isSure = !failure.entry.isUnsure
    isProof = failure.entry.isProof
    first = failure.entry.at
    last = failure.entry.at
    firstReport = failure.entry.key
    lastReport = failure.entry.key
  }

  /// - Parameter failures: In the order of `HistoryEntry.precedes`.
  /// - Returns: In the same order.
  static func count(_ failures: [Failure], trace: inout Trace?) -> [Incident] {
    if failures.count == 1 { return [Incident(failures[0])] }
    var incidents: [Incident] = []
    incidents.reserveCapacity(failures.count)
    // A cause has few incidents on one day and a history few causes, so the one of the same day is found
    // behind the incident of each cause that was counted last.
    var latest: [Cause: Int] = [:]
    for failure in onePerMessage(failures, trace: &trace) {
      if let index = latest[failure.cause], incidents[index].day == failure.entry.day {
        incidents[index].last = failure.entry.at
        incidents[index].lastReport = failure.entry.key
        incidents[index].permanent = incidents[index].permanent || failure.entry.isPermanent
        incidents[index].isSure = incidents[index].isSure || !failure.entry.isUnsure
        incidents[index].isProof = incidents[index].isProof || failure.entry.isProof
        trace?.note(failure.entry.key, .sameDay)
      } else {
        latest[failure.cause] = incidents.count
        incidents.append(Incident(failure))
      }
    }
    return incidents
  }

  /// For each message the failure that weighs most, and of those that weigh the same with the same cause
  /// the earliest: further reports of it are copies, retries or consequences. Where two causes weigh the
  /// same the later report decides, since it knows more.
  private static func onePerMessage(_ failures: [Failure], trace: inout Trace?) -> [Failure] {
    var decisive: [UInt64: Int] = [:]
    for (index, failure) in failures.enumerated() where failure.entry.message != 0 {
      guard let held = decisive[failure.entry.message] else {
        decisive[failure.entry.message] = index
        continue
      }
      let other = failures[held]
      let replaces =
        failure.weight > other.weight
        || failure.weight == other.weight && failure.cause != other.cause
      if replaces { decisive[failure.entry.message] = index }
    }
    var kept: [Failure] = []
    kept.reserveCapacity(failures.count)
    for (index, failure) in failures.enumerated() {
      if failure.entry.message == 0 || decisive[failure.entry.message] == index {
        kept.append(failure)
      } else {
        trace?.note(failure.entry.key, .sameMessage)
      }
    }
    return kept
  }
}

extension Threshold {
  /// - Parameter incidents: In the order of time.
  func isMet(by incidents: [Incident]) -> Bool {
    guard let first = incidents.first, let last = incidents.last else { return false }
    return isMet(count: incidents.count, firstDay: first.day, lastDay: last.day)
  }
}
