import Model

@testable import Policy

/// 2026-01-01.
let start: Int64 = 1_767_225_600

func moment(_ day: Int, hour: Int = 12) -> Int64 {
  start + Int64(day) * UTCTime.secondsPerDay + Int64(hour) * 3_600
}

func failure(
  _ cause: Cause, day: Int, hour: Int = 12, permanent: Bool = true, statusClass: UInt8? = nil,
  message: UInt64 = 0, verification: Verification = .unchecked, kind: EventKind = .failed,
  isUnsure: Bool = false
) -> HistoryEntry {
  HistoryEntry(
    key: EventKey(
      high: UInt64(10_000 + day * 24 + hour) << 32 | message,
      low: UInt64(Cause.allCases.firstIndex(of: cause) ?? 0)),
    kind: kind, cause: cause, permanent: permanent, isUnsure: isUnsure,
    statusClass: statusClass ?? (permanent ? 5 : 4), at: moment(day, hour: hour), message: message,
    verification: verification)
}

func other(
  _ kind: EventKind, day: Int, hour: Int = 12, verification: Verification = .unchecked
) -> HistoryEntry {
  HistoryEntry(
    key: EventKey(
      high: UInt64(10_000 + day * 24 + hour) << 32, low: 1_000 + UInt64(kind.rawValue.utf8.count)),
    kind: kind, at: moment(day, hour: hour), verification: verification)
}

func history(_ entries: [HistoryEntry], decisions: [Decision] = []) -> RecipientHistory {
  RecipientHistory(domain: "example.net", entries: entries, decisions: decisions)
}

/// The standard policy's verdict.
func verdict(_ entries: [HistoryEntry], decisions: [Decision] = [], day: Int) -> Verdict {
  Policy.standard.evaluate(history(entries, decisions: decisions), now: moment(day))
}

func decision(
  _ id: Int64, _ action: Decision.Action, day: Int, until: Int? = nil, domain: Bool = false,
  undoes: Int64? = nil
) -> Decision {
  Decision(
    id: id, action: action,
    target: domain
      ? .domain("example.net") : .address(EmailAddress(local: "anna", domain: "example.net")),
    at: moment(day), until: until.map { moment($0) }, who: "postmaster", why: "asked to",
    undoes: undoes)
}

/// A seeded generator, so that a failing case is the same case tomorrow.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
