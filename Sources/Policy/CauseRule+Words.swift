extension CauseRule {
  /// The rule as a sentence.
  public var words: String {
    let after =
      threshold.incidents <= 1
      ? "at once"
      : threshold.days > 0
        ? "after \(threshold.incidents) incidents over \(threshold.days) days"
        : "after \(threshold.incidents) incidents"
    return switch outcome {
    case .suppress: "Suppress \(after)."
    case .hold: "Hold for \(holdDays) days \(after)."
    case .review: "Have a person look \(after)."
    case .never: "Never held against the address."
    }
  }
}
