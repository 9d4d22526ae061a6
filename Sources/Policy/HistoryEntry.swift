import Model

/// One event of a recipient's history, as far as verdicts depend on it.
public struct HistoryEntry: Sendable, Equatable {
  public var key: EventKey
  public var kind: EventKind
  /// For `failed` and `delayed`.
  public var cause: Cause?
  /// Whether the failure was judged permanent when its cause was named.
  public var permanent: Bool
  /// Whether the cause was named with too little confidence to give up an address for it once.
  public var isUnsure: Bool
  /// The first digit of the status, or of the reply where there is no status: 2, 4, 5, or 0 for neither.
  public var statusClass: UInt8
  /// In Unix seconds.
  public var at: Int64
  /// A hash of the Message-ID of the message that was sent; 0 where it is not known.
  public var message: UInt64
  public var verification: Verification

  public init(
    key: EventKey, kind: EventKind, cause: Cause? = nil, permanent: Bool = false,
    isUnsure: Bool = false, statusClass: UInt8 = 0, at: Int64, message: UInt64 = 0,
    verification: Verification = .unchecked
  ) {
    self.key = key
    self.kind = kind
    self.cause = cause
    self.permanent = permanent
    self.isUnsure = isUnsure
    self.statusClass = statusClass
    self.at = at
    self.message = message
    self.verification = verification
  }

  /// A `4.x.x` is never evidence enough to suppress at once, whatever its words say.
  var isPermanent: Bool { permanent && statusClass != 4 }

  /// Evidence that can suppress by itself.
  var isProof: Bool { isPermanent && !isUnsure }

  var day: Int64 { UTCTime.day(of: at) }

  /// The order of a history: by time, and where that is the same, by what was said, so that it never
  /// depends on the order in which the events were read.
  static func precedes(_ left: HistoryEntry, _ right: HistoryEntry) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.key.high != right.key.high { return left.key.high < right.key.high }
    return left.key.low < right.key.low
  }
}

/// Everything a verdict about one address rests on.
public struct RecipientHistory: Sendable {
  /// In its DNS form.
  public var domain: String
  /// In any order; an event may be there twice.
  public var entries: [HistoryEntry]
  /// The decisions about the address and about its domain, in any order, undone ones and all.
  public var decisions: [Decision]

  public init(domain: String, entries: [HistoryEntry], decisions: [Decision] = []) {
    self.domain = domain
    self.entries = entries
    self.decisions = decisions
  }
}
