/// Moments as Unix seconds, written and read in UTC without any calendar library: proleptic Gregorian.
public enum UTCTime {
  public static let secondsPerDay: Int64 = 86_400

  /// The number of the day the moment lies in, counted from 1970-01-01.
  public static func day(of seconds: Int64) -> Int64 {
    let quotient = seconds / secondsPerDay
    return seconds % secondsPerDay < 0 ? quotient - 1 : quotient
  }

  /// Days from 1970-01-01 to a date. Months and days outside of their ranges are carried over.
  public static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    // Counting years from March puts the leap day last, so that month lengths follow one formula.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of a day number.
  public static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
  }

  /// `2026-11-24`.
  public static func dateString(_ seconds: Int64) -> String {
    var text: [UInt8] = []
    appendDate(seconds, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// `2026-11-24T02:40:00Z` (RFC 3339).
  public static func timestamp(_ seconds: Int64) -> String {
    var text: [UInt8] = []
    appendTimestamp(seconds, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what `timestamp` gives, for those who write millions.
  public static func appendTimestamp(_ seconds: Int64, to text: inout [UInt8]) {
    appendDate(seconds, to: &text)
    let second = seconds - day(of: seconds) * secondsPerDay
    var time = InlineArray<10, UInt8>(repeating: 0x3A)
    var span = time.mutableSpan
    span[0] = 0x54
    write(second / 3_600, to: &span, at: 1)
    write(second / 60 % 60, to: &span, at: 4)
    write(second % 60, to: &span, at: 7)
    span[9] = 0x5A
    time.span.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  /// Appends what `dateString` gives.
  public static func appendDate(_ seconds: Int64, to text: inout [UInt8]) {
    let date = date(ofDay: day(of: seconds))
    var octets = InlineArray<10, UInt8>(repeating: 0)
    var span = octets.mutableSpan
    write(date, to: &span, at: 0)
    if 0..<10_000 ~= date.year {
      octets.span.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    } else {
      text.append(contentsOf: String(date.year).utf8)
      octets.span.withUnsafeBufferPointer { text.append(contentsOf: $0[4...]) }
    }
  }

  /// How many octets a date takes whose year has four digits.
  public static let dateCount = 10

  /// Whether the year of a moment has four digits.
  public static func hasPlainDate(_ seconds: Int64) -> Bool {
    -62_167_219_200..<253_402_300_800 ~= seconds
  }

  /// Writes what `dateString` gives, for a moment that has a plain date, into `dateCount` octets.
  public static func writeDate(_ seconds: Int64, to text: inout MutableSpan<UInt8>, at start: Int) {
    write(date(ofDay: day(of: seconds)), to: &text, at: start)
  }

  /// Of a year that has other than four digits, what stands in the place of the year means nothing.
  private static func write(
    _ date: (year: Int64, month: Int64, day: Int64), to text: inout MutableSpan<UInt8>,
    at start: Int
  ) {
    write(date.year / 100, to: &text, at: start)
    write(date.year % 100, to: &text, at: start + 2)
    text[start + 4] = 0x2D
    write(date.month, to: &text, at: start + 5)
    text[start + 7] = 0x2D
    write(date.day, to: &text, at: start + 8)
  }

  /// Writes the two digits of a number below 100.
  @inline(__always)
  private static func write(
    _ number: Int64, to octets: inout MutableSpan<UInt8>, at position: Int
  ) {
    octets[position] = UInt8(truncatingIfNeeded: 0x30 &+ number / 10)
    octets[position + 1] = UInt8(truncatingIfNeeded: 0x30 &+ number % 10)
  }

  /// Reads `2026-11-24`, `2026-11-24T02:40:00Z` or `2026-11-24 02:40:00`, all UTC.
  public static func parse(_ text: String) -> Int64? {
    let octets = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= octets.count else { return nil }
      var value: Int64 = 0
      for octet in octets[range] {
        guard octet >= 0x30, octet <= 0x39 else { return nil }
        value = value * 10 + Int64(octet - 0x30)
      }
      return value
    }
    func has(_ character: UInt8, at position: Int) -> Bool {
      position < octets.count && octets[position] == character
    }
    guard let year = number(0..<4), has(0x2D, at: 4), let month = number(5..<7), has(0x2D, at: 7),
      let dayOfMonth = number(8..<10), (1...12).contains(month), (1...31).contains(dayOfMonth)
    else { return nil }
    let midnight = days(year: year, month: month, day: dayOfMonth)
    guard date(ofDay: midnight).day == dayOfMonth else { return nil }
    if octets.count == 10 { return midnight * secondsPerDay }
    guard has(0x54, at: 10) || has(0x20, at: 10), let hour = number(11..<13), has(0x3A, at: 13),
      let minute = number(14..<16), has(0x3A, at: 16), let second = number(17..<19),
      hour < 24, minute < 60, second < 61,
      octets.count == 19 || (octets.count == 20 && has(0x5A, at: 19))
    else { return nil }
    return midnight * secondsPerDay + hour * 3_600 + minute * 60 + second
  }
}
