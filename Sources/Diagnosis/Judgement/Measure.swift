import Octets

/// A number with the unit that stands behind it, or in it: `5 minutes`, `10 MB`, `20MB`, `00:05:00`.
enum Measure: Equatable {
  case seconds(Int)
  case octets(Int)

  private static let times: [(unit: StaticString, seconds: Int)] = [
    ("seconds", 1), ("second", 1), ("secs", 1), ("sec", 1), ("s", 1), ("minutes", 60),
    ("minute", 60), ("mins", 60), ("min", 60), ("hours", 3_600), ("hour", 3_600), ("hrs", 3_600),
    ("hr", 3_600), ("h", 3_600), ("days", 86_400), ("day", 86_400), ("weeks", 604_800),
    ("week", 604_800),
  ]
  private static let sizes: [(unit: StaticString, octets: Int)] = [
    ("bytes", 1), ("byte", 1), ("octets", 1), ("b", 1), ("kb", 1 << 10), ("k", 1 << 10),
    ("kib", 1 << 10), ("kbytes", 1 << 10), ("kilobytes", 1 << 10), ("mb", 1 << 20),
    ("m", 1 << 20), ("mib", 1 << 20), ("mbytes", 1 << 20), ("megabytes", 1 << 20),
    ("gb", 1 << 30), ("g", 1 << 30), ("gib", 1 << 30), ("gigabytes", 1 << 30),
  ]

  /// A number and a unit.
  init?(_ number: Bytes, _ unit: Bytes) {
    guard let value = number.grouped, value <= 1 << 40 else { return nil }
    for time in Self.times where unit.equalsFolded(time.unit) {
      self = .seconds(value * time.seconds)
      return
    }
    for size in Self.sizes where unit.equalsFolded(size.unit) {
      self = .octets(value * size.octets)
      return
    }
    return nil
  }

  /// A number with its unit in one run.
  init?(_ run: Bytes) {
    guard let unit = run.firstIndex(where: { !$0.isDigit }), unit > 0 else { return nil }
    self.init(run[0..<unit], run[unit...])
  }

  /// `H:M:S` or `M:S`.
  init?(clock run: Bytes) {
    var total = 0
    var rest = run
    while let (part, behind) = rest.split(at: 0x3A) {
      guard let value = part.decimal, value < 1_000 else { return nil }
      total = (total + value) * 60
      rest = behind
    }
    guard let last = rest.decimal, last < 1_000 else { return nil }
    self = .seconds(total + last)
  }
}

extension Bytes {
  /// The number that digits make, with or without signs between groups of three.
  var grouped: Int? {
    var value = 0
    var digits = 0
    for position in 0..<count {
      let octet = self[position]
      if octet.isDigit {
        digits += 1
        guard digits < 16 else { return nil }
        value = value * 10 + Int(octet - 0x30)
      } else if octet != 0x2C && octet != 0x2E && octet != 0x27 {
        return nil
      }
    }
    return digits > 0 ? value : nil
  }
}
