import Octets

/// The line above each message of a mailbox (RFC 4155; Unix mail since 1971):
///
///     From MAILER-DAEMON Tue Mar  3 04:05:06 2026
///
/// Body text also has lines that begin with `From `, and not every program that writes mailboxes quotes them. So
/// a line counts only where it has a date as such lines have it, and `MboxReader` looks at what is around
/// it as well.
enum FromLine {
  enum Likeness: Comparable {
    case none
    /// Month, day, time and year somewhere, as in `From - Tue, 03 Mar 2026 04:05:06 +0000`, which Thunderbird,
    /// Eudora, Takeout and others have in their own order.
    case likely
    /// Just one word, then weekday, month, day, time, perhaps a zone, and the year as the last word.
    case exact
  }

  /// No such line is longer, but for senders made to be long.
  static let maximumLength = 1_000

  /// - Parameter line: Without its end.
  static func likeness(_ line: Bytes) -> Likeness {
    guard line.hasPrefix("From "), line.count <= maximumLength else { return .none }
    var words = Words(line.dropFirst(5))
    var seen = Seen()
    var isExact = true
    var count = 0
    while let word = words.next() {
      count += 1
      // The sender; `From  Tue Mar …` without one is written where the return path is empty.
      if count == 1, !isWeekday(word) { continue }
      seen.take(word)
      isExact = isExact && seen.isInOrder
    }
    guard seen.isDate else { return .none }
    return isExact && seen.endsInYear ? .exact : .likely
  }

  private static func isWeekday(_ word: Bytes) -> Bool {
    guard word.count == 3 || (word.count == 4 && word[3] == 0x2C) else { return false }
    switch (word[0].lowercased, word[1].lowercased, word[2].lowercased) {
    case (0x6D, 0x6F, 0x6E), (0x74, 0x75, 0x65), (0x77, 0x65, 0x64), (0x74, 0x68, 0x75),
      (0x66, 0x72, 0x69), (0x73, 0x61, 0x74), (0x73, 0x75, 0x6E):
      return true
    default: return false
    }
  }

  /// What a date is made of, as far as it has been seen.
  private struct Seen {
    private var hasWeekday = false
    private var hasMonth = false
    private var hasDay = false
    private var hasTime = false
    private var hasYear = false
    private(set) var isInOrder = true
    private(set) var endsInYear = false

    var isDate: Bool { hasMonth && hasDay && hasTime && hasYear }

    mutating func take(_ word: Bytes) {
      endsInYear = false
      if word.first?.isDigit == true {
        takeNumber(word)
      } else if isWeekday(word) {
        isInOrder = isInOrder && !hasWeekday && !hasMonth
        hasWeekday = true
      } else if MonthName.number(ofFirstThree: word) != nil {
        isInOrder = isInOrder && hasWeekday && !hasMonth
        hasMonth = true
      } else {
        // A zone; behind the year it is something else.
        isInOrder = isInOrder && hasTime && !hasYear
      }
    }

    private mutating func takeNumber(_ word: Bytes) {
      if word.contains(0x3A) {
        isInOrder = isInOrder && hasDay && !hasTime
        hasTime = true
        // ISO 8601 in one word.
        if word.count >= 19, word[4] == 0x2D, word[10] == 0x54 {
          (hasMonth, hasDay, hasYear) = (true, true, true)
        }
      } else if word.count == 4, word.decimal != nil {
        isInOrder = isInOrder && hasTime && !hasYear
        hasYear = true
        endsInYear = true
      } else if word.count == 10, word[4] == 0x2D, word[7] == 0x2D {
        (hasMonth, hasDay, hasYear, isInOrder) = (true, true, true, false)
      } else if word.count <= 2 || (word.count == 3 && word.last == 0x2C) {
        isInOrder = isInOrder && hasMonth && !hasDay
        hasDay = true
      } else {
        isInOrder = false
      }
    }
  }

  /// The words of a line, with spaces and tabs between them.
  private struct Words {
    private let line: Bytes
    private var position = 0

    init(_ line: Bytes) {
      self.line = line
    }

    mutating func next() -> Bytes? {
      guard let start = line.firstIndex(from: position, where: { !$0.isBlank }) else { return nil }
      position = line.firstIndex(from: start) { $0.isBlank } ?? line.count
      return line[start..<position]
    }
  }
}
