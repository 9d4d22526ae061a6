import Model

/// The decisions about one target that are in force: those that were not undone, back to the last
/// release, which ends what was decided before it.
struct Decisions {
  /// `suppress` and `allow`, latest first. One that has ended gives way to the one behind it.
  private var standing: [Decision] = []
  /// Evidence up to this moment no longer counts.
  private(set) var releasedAt: Int64?

  init() {}

  init(_ all: [Decision], where belongs: (Decision.Target) -> Bool) {
    let latestFirst =
      all.filter { belongs($0.target) }
      .sorted { ($0.at, $0.id) > ($1.at, $1.id) }
    // An undo can itself be undone, so the later one is asked first.
    var undone: Set<Int64> = []
    for decision in latestFirst.sorted(by: { $0.id > $1.id }) where decision.action == .undo {
      if let target = decision.undoes, !undone.contains(decision.id) { undone.insert(target) }
    }
    for decision in latestFirst where !undone.contains(decision.id) {
      switch decision.action {
      case .undo: continue
      case .release:
        releasedAt = max(releasedAt ?? .min, decision.at)
      case .suppress, .allow:
        if releasedAt == nil { standing.append(decision) }
      }
    }
  }

  /// The decision in force at a moment.
  func inForce(at moment: Int64) -> Decision? {
    standing.first { $0.until.map { moment < $0 } ?? true }
  }
}
