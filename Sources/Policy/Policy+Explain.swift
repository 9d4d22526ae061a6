import Model

/// How a verdict follows from a history, for a person to read.
public struct Explanation: Sendable {
  public struct Line: Sendable, Equatable {
    /// In Unix seconds.
    public var at: Int64
    /// The event, or nil where the line is about a decision.
    public var event: EventKey?
    public var decision: Int64?
    /// What became of it.
    public var words: String
  }

  /// In the order of time.
  public var lines: [Line]
  public var verdict: Verdict
}

extension Policy {
  /// The verdict, and what became of every event and every decision on the way to it.
  public func explain(_ history: RecipientHistory, now: Int64) -> Explanation {
    let (address, domain) = Policy.split(history.decisions)
    var evaluation = Evaluation(
      policy: self, domain: history.domain, addressReleasedAt: address.releasedAt,
      domainReleasedAt: domain.releasedAt, trace: Trace())
    _ = evaluation.verdict(of: history.entries)
    let notes = evaluation.trace?.notes ?? [:]
    var lines = Evaluation.ordered(history.entries).map { entry in
      let note = notes[entry.key] ?? .evidenceOnly
      return Explanation.Line(
        at: entry.at, event: entry.key, decision: nil,
        words: note.words + (entry.isUnsure ? note.doubt : ""))
    }
    let undone = Set(history.decisions.compactMap(\.undoes))
    for decision in history.decisions {
      lines.append(
        Explanation.Line(
          at: decision.at, event: nil, decision: decision.id,
          words: words(for: decision, isUndone: undone.contains(decision.id))))
    }
    // A decision of the same second comes behind what it was made about.
    lines.sort { ($0.at, $0.decision ?? 0) < ($1.at, $1.decision ?? 0) }
    return Explanation(lines: lines, verdict: evaluate(history, now: now))
  }

  private func words(for decision: Decision, isUndone: Bool) -> String {
    let target =
      switch decision.target {
      case .address(let address): address.description
      case .domain(let domain): "@\(domain)"
      }
    var words =
      switch decision.action {
      case .suppress: "\(decision.who) suppressed \(target)"
      case .release: "\(decision.who) released \(target)"
      case .allow: "\(decision.who) allowed \(target)"
      case .undo: "\(decision.who) took back decision \(decision.undoes ?? 0)"
      }
    if let until = decision.until { words += " until \(UTCTime.dateString(until))" }
    if !decision.why.isEmpty { words += ": \(decision.why)" }
    return isUndone ? words + " (taken back later)" : words
  }
}
