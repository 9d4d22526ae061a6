import Octets

/// Time zones by name: those of RFC 5322 section 4.3 and some more that mean one thing only.
enum TimeZoneName {
  /// Seconds east of Greenwich; nil for names that are unknown or ambiguous, which is to be read as UTC.
  static func offset(_ name: Bytes) -> Int? {
    for (known, hours) in hours where name.equalsFolded(known) { return Int(hours * 3600) }
    return nil
  }

  private static let hours: [(StaticString, Double)] = [
    ("gmt", 0), ("utc", 0), ("ut", 0), ("z", 0), ("wet", 0),
    ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5), ("mst", -7), ("mdt", -6), ("pst", -8),
    ("pdt", -7), ("akst", -9), ("akdt", -8), ("hst", -10),
    ("bst", 1), ("west", 1), ("cet", 1), ("met", 1), ("mez", 1), ("cest", 2), ("mest", 2),
    ("mesz", 2), ("eet", 2), ("eest", 3), ("msk", 3), ("sast", 2),
    ("jst", 9), ("kst", 9), ("hkt", 8), ("awst", 8), ("acst", 9.5), ("aest", 10), ("aedt", 11),
    ("nzst", 12), ("nzdt", 13),
  ]
}
