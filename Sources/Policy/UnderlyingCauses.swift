import Model

/// What a delivery that expired really failed of, where the delays of the same message told.
struct UnderlyingCauses {
  /// By message, from the last delay report that named a cause.
  private var causes: [UInt64: Cause] = [:]

  /// - Parameter entries: In the order of `HistoryEntry.precedes`.
  init(of entries: [HistoryEntry]) {
    guard entries.count > 1, entries.contains(where: { $0.cause == .deliveryExpired }) else {
      return
    }
    for entry in entries
    where entry.kind == .delayed && entry.message != 0 && entry.verification != .unverified {
      if let cause = entry.cause, cause != .deliveryExpired, cause != .undefined, !entry.isUnsure {
        causes[entry.message] = cause
      }
    }
  }

  /// The cause a failure counts for.
  func cause(of entry: HistoryEntry) -> Cause {
    guard let cause = entry.cause else { return .undefined }
    guard cause == .deliveryExpired else { return cause }
    return causes[entry.message] ?? .networkError
  }
}
