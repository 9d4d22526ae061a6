import Octets

/// Dates as mail has them.
///
/// Read are RFC 5322 section 3.3 with its obsolete forms (section 4.3), ctime as in the `From ` lines of
/// mailboxes, ISO 8601, and what lies between these: missing day names, comments, names of months in full,
/// hyphens between day, month and year, twelve-hour clocks.
public enum MailDate {
  /// - Returns: Unix seconds; nil where year, month or day are missing or no such day or time exists. Where
  ///   no time is given it is midnight, where no zone is given or it is unknown it is UTC.
  public static func parse(_ text: Bytes) -> Int64? {
    var reader = DateReader(text.prefix(maximumLength))
    return reader.read()
  }

  /// No date is longer; comments included.
  private static let maximumLength = 200
}

/// Takes a date's words and numbers for what they can be, in the order in which they come.
private struct DateReader {
  private let text: Bytes
  private var position = 0
  private var year: Int?
  private var month: Int?
  private var day: Int?
  /// Seconds of the day.
  private var time: Int?
  private var isAfternoon: Bool?
  /// Seconds east of Greenwich.
  private var zone: Int?

  init(_ text: Bytes) {
    self.text = text
  }

  mutating func read() -> Int64? {
    while position < text.count {
      let octet = text[position]
      if octet.isDigit {
        guard readNumber() else { return nil }
      } else if octet.isLetter {
        readWord()
      } else if octet == 0x28 {
        skipComment()
      } else if (octet == 0x2B || octet == 0x2D) && time != nil {
        readZone()
      } else {
        position += 1
      }
    }
    return seconds
  }

  private var seconds: Int64? {
    guard let year, let month, let day, (1900...9999).contains(year),
      let days = CivilDay.days(year: year, month: month, day: day)
    else { return nil }
    var time = time ?? 0
    if let isAfternoon, time < 13 * 3600 {
      time = time % (12 * 3600) + (isAfternoon ? 12 * 3600 : 0)
    }
    return Int64(days) * 86400 + Int64(time) - Int64(zone ?? 0)
  }

  // MARK: Numbers

  /// - Returns: false where no date can have such a number.
  private mutating func readNumber() -> Bool {
    let start = position
    let value = number()
    let length = position - start
    if time == nil, skipColon() { return readTime(hour: value) }
    switch octet {
    case 0x2D where length == 4 && year == nil, 0x2F where length == 4 && year == nil:
      return readISODate(year: value)
    case 0x2E where length <= 2 && day == nil && month == nil: return readDottedDate(day: value)
    default: break
    }
    switch length {
    case 8 where year == nil && month == nil:
      (year, month, day) = (value / 10000, value / 100 % 100, value % 100)
    case 6 where year != nil && time == nil:
      return setTime(value / 10000, value / 100 % 100, value % 100)
    case 1, 2:
      if day == nil {
        day = value
      } else if year == nil {
        year = value + (value < 50 ? 2000 : 1900)
      }
    // Programs that count years from 1900 and were not made for 2000 (RFC 5322 section 4.3).
    case 3 where year == nil: year = value + 1900
    case 4 where year == nil: year = value
    case 4: break
    default: return false
    }
    return true
  }

  private mutating func readTime(hour: Int) -> Bool {
    let minute = number()
    var second = 0
    if skipColon() {
      second = number()
      skipFraction()
    }
    return setTime(hour, minute, second)
  }

  /// A colon with white space around it, which is obsolete (RFC 5322 section 4.3), or nothing.
  private mutating func skipColon() -> Bool {
    guard let colon = text.firstIndex(from: position, where: { !$0.isSpace }), text[colon] == 0x3A
    else { return false }
    position = text.firstIndex(from: colon + 1) { !$0.isSpace } ?? text.count
    return true
  }

  private mutating func setTime(_ hour: Int, _ minute: Int, _ second: Int) -> Bool {
    // 60 is a leap second.
    guard hour < 24, minute < 60, second < 61 else { return false }
    time = hour * 3600 + minute * 60 + second
    return true
  }

  private mutating func skipFraction() {
    guard octet == 0x2E || octet == 0x2C, text[position + 1..<position + 2].first?.isDigit == true
    else { return }
    position += 1
    _ = number()
  }

  private mutating func readISODate(year: Int) -> Bool {
    self.year = year
    position += 1
    guard octet?.isDigit == true else { return true }
    month = number()
    guard octet == 0x2D || octet == 0x2F else { return false }
    position += 1
    guard octet?.isDigit == true else { return false }
    day = number()
    return true
  }

  /// `3.4.2026`, day first wherever dots are used.
  private mutating func readDottedDate(day: Int) -> Bool {
    self.day = day
    position += 1
    guard octet?.isDigit == true else { return true }
    month = number()
    guard octet == 0x2E else { return false }
    position += 1
    return true
  }

  /// The digits that start here, as a number as long as it can be one of a date.
  private mutating func number() -> Int {
    var value = 0
    var end = position
    while end < text.count, text[end].isDigit {
      if value < 100_000_000 { value = value * 10 + Int(text[end] - 0x30) }
      end += 1
    }
    position = end
    return value
  }

  // MARK: Words

  private mutating func readWord() {
    let start = position
    position = text.firstIndex(from: start, where: { !$0.isLetter }) ?? text.count
    let word = text[start..<position]
    if let month = MonthName.number(word) {
      self.month = self.month ?? month
    } else if word.equalsFolded("am") {
      isAfternoon = false
    } else if word.equalsFolded("pm") {
      isAfternoon = true
    } else if time != nil, zone == nil {
      zone = TimeZoneName.offset(word)
    }
  }

  /// `+hhmm`, and `+hh:mm`, `+hh` and `+hmm` where programs write it so.
  private mutating func readZone() {
    let sign = octet == 0x2D ? -1 : 1
    position += 1
    let start = position
    let value = number()
    var (hours, minutes) = (value / 100, value % 100)
    if position - start <= 2 {
      (hours, minutes) = (value, 0)
      if position > start, octet == 0x3A {
        position += 1
        minutes = number()
      }
    }
    // In `2026-03-03 04:05:06 -` there is nothing to read.
    guard position > start, hours < 15, minutes < 60 else { return }
    zone = sign * (hours * 3600 + minutes * 60)
  }

  private mutating func skipComment() {
    var depth = 0
    while let octet {
      position += 1
      if octet == 0x28 { depth += 1 }
      if octet == 0x29 { depth -= 1 }
      if depth == 0 { return }
    }
  }

  private var octet: UInt8? { position < text.count ? text[position] : nil }
}
