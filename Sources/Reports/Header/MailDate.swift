import Model
import Octets

/// The date and time of a mail field (RFC 5322 section 3.3), as Unix seconds.
enum MailDate {
  /// Tolerates a missing weekday or zone, ctime's order (`Mon Mar 27 18:06:53 2006 GMT`), years of two digits
  /// (section 4.3), `2013-07-08 18:21:01`, and comments.
  static func read(_ text: Bytes) -> Int64? {
    var day: Int64?
    var month: Int64?
    var year: Int64?
    var time: Int64?
    var zone: Int64?
    var position = 0
    while let token = token(of: text, from: &position) {
      if let number = token.decimal {
        if day == nil, number <= 31, token.count <= 2 {
          day = Int64(number)
        } else if year == nil, month != nil || token.count == 4 {
          year = fullYear(number, digits: token.count)
        }
      } else if time == nil, let seconds = clock(token) {
        time = seconds
      } else if time != nil, zone == nil, let offset = offset(token) {
        zone = offset
      } else if month == nil, let number = monthNumber(token) {
        month = number
      } else if day == nil, let date = isoDate(token) {
        (year, month, day) = date
      }
    }
    guard let day, let month, let year, (1...31).contains(day), (1970...9999).contains(year) else {
      return nil
    }
    let midnight = UTCTime.days(year: year, month: month, day: day) * UTCTime.secondsPerDay
    return midnight + (time ?? 0) - (zone ?? 0)
  }

  /// The next run of octets between white space and commas; comments are passed over.
  private static func token(of text: Bytes, from position: inout Int) -> Bytes? {
    while position < text.count {
      let octet = text[position]
      if octet == UInt8(ascii: "(") {
        position = (text.firstIndex(of: UInt8(ascii: ")"), from: position) ?? text.count) + 1
      } else if octet.isSpace || octet == UInt8(ascii: ",") {
        position += 1
      } else {
        let start = position
        while position < text.count, !text[position].isSpace, text[position] != UInt8(ascii: ","),
          text[position] != UInt8(ascii: "(")
        { position += 1 }
        return text[start..<position]
      }
      // A date is short; what is longer is none.
      if position > 256 { return nil }
    }
    return nil
  }

  private static func fullYear(_ number: Int, digits: Int) -> Int64 {
    switch digits {
    case ...2: Int64(number < 50 ? number + 2000 : number + 1900)
    case 3: Int64(number + 1900)
    default: Int64(number)
    }
  }

  /// `18:06:53`, `18:06`.
  private static func clock(_ token: Bytes) -> Int64? {
    guard let (hour, rest) = token.split(at: UInt8(ascii: ":")), let hours = hour.decimal,
      hours < 24
    else {
      return nil
    }
    let (minute, second) = rest.split(at: UInt8(ascii: ":")) ?? (rest, Bytes.empty)
    guard let minutes = minute.decimal, minutes < 60 else { return nil }
    let seconds = (second.split(at: UInt8(ascii: "."))?.before ?? second).decimal ?? 0
    guard seconds < 61 else { return nil }
    return Int64(hours * 3_600 + minutes * 60 + seconds)
  }

  /// `+0900`, `-08:00`, `GMT`, `PST`: seconds east of Greenwich.
  private static func offset(_ token: Bytes) -> Int64? {
    if token.first == UInt8(ascii: "+") || token.first == UInt8(ascii: "-") {
      let colon = token.count == 6 && token[3] == UInt8(ascii: ":")
      guard token.count == 5 || colon, let hours = token[1..<3].decimal,
        let minutes = token.dropFirst(colon ? 4 : 3).decimal, hours < 24, minutes < 60
      else { return nil }
      let seconds = Int64(hours * 3_600 + minutes * 60)
      return token.first == UInt8(ascii: "-") ? -seconds : seconds
    }
    // The zones of RFC 5322 section 4.3. All other names mean nothing reliable, which is UTC.
    let hours: Int64? =
      if token.count == 3, token[2] | 0x20 == UInt8(ascii: "t") {
        switch token[0] | 0x20 {
        case UInt8(ascii: "e"): -5
        case UInt8(ascii: "c"): -6
        case UInt8(ascii: "m"): -7
        case UInt8(ascii: "p"): -8
        default: nil
        }
      } else { nil }
    guard let hours else { return token.equalsFolded("gmt") || token.equalsFolded("utc") ? 0 : nil }
    switch token[1] | 0x20 {
    case UInt8(ascii: "s"): return hours * 3_600
    case UInt8(ascii: "d"): return (hours + 1) * 3_600
    default: return nil
    }
  }

  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func monthNumber(_ token: Bytes) -> Int64? {
    guard token.count >= 3, token.count <= 9 else { return nil }
    let start = token.prefix(3)
    return months.firstIndex { start.equalsFolded($0) }.map { Int64($0) + 1 }
  }

  private static func isoDate(_ token: Bytes) -> (Int64?, Int64?, Int64?)? {
    guard token.count >= 10, token[4] == UInt8(ascii: "-"), token[7] == UInt8(ascii: "-"),
      let year = token[0..<4].decimal, let month = token[5..<7].decimal, (1...12).contains(month),
      let day = token[8..<10].decimal
    else { return nil }
    return (Int64(year), Int64(month), Int64(day))
  }
}
