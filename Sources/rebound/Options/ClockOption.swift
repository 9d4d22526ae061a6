import ArgumentParser
import Glibc
import Model

/// The moment the program takes for now. Everything that depends on the clock takes it from here, so that
/// an answer can be had for any day, and again.
struct ClockOption: ParsableArguments {
  @Option(
    name: .customLong("now"),
    help: ArgumentHelp(
      "Answer as of this moment (2026-11-24 or 2026-11-24T08:00:00Z) instead of the clock's.",
      valueName: "moment"),
    transform: Moment.parse)
  var fixed: Int64?

  /// Unix seconds.
  var now: Int64 { fixed ?? Int64(time(nil)) }
}

/// Moments as people type them.
enum Moment {
  /// A UTC date or timestamp.
  static func parse(_ text: String) throws -> Int64 {
    guard let seconds = UTCTime.parse(text) else {
      throw ValidationError(
        "\"\(text)\" is no date. Write it as 2026-11-24 or 2026-11-24T08:00:00Z (UTC).")
    }
    return seconds
  }

  /// A UTC date or timestamp, or a time before now: 90m, 12h, 30d, 8w.
  static func parse(_ text: String, before now: Int64) throws -> Int64 {
    let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      count >= 0, count < 1_000_000
    {
      return now - count * unit
    }
    return try parse(text)
  }
}
