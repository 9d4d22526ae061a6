import Octets

/// Months by their English names (RFC 5322 section 3.3), in any case.
enum MonthName {
  /// 1 to 12; nil where the word is no month, nor the beginning of one's name of three letters or more.
  static func number(_ word: Bytes) -> Int? {
    guard let number = number(ofFirstThree: word) else { return nil }
    guard word.count > 3 else { return number }
    return names[number - 1].prefix(word.count).equalsFolded(word) || word.equalsFolded("sept")
      ? number : nil
  }

  /// The month whose name begins with the first three letters of the word, whatever comes behind them.
  static func number(ofFirstThree word: Bytes) -> Int? {
    guard word.count >= 3 else { return nil }
    switch (word[0].lowercased, word[1].lowercased, word[2].lowercased) {
    case (0x6A, 0x61, 0x6E): return 1
    case (0x66, 0x65, 0x62): return 2
    case (0x6D, 0x61, 0x72): return 3
    case (0x61, 0x70, 0x72): return 4
    case (0x6D, 0x61, 0x79): return 5
    case (0x6A, 0x75, 0x6E): return 6
    case (0x6A, 0x75, 0x6C): return 7
    case (0x61, 0x75, 0x67): return 8
    case (0x73, 0x65, 0x70): return 9
    case (0x6F, 0x63, 0x74): return 10
    case (0x6E, 0x6F, 0x76): return 11
    case (0x64, 0x65, 0x63): return 12
    default: return nil
    }
  }

  private static let names: [Bytes] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}
