import Octets

/// Beginnings of words such as `greylist*`, found by their first three octets.
struct PrefixTable {
  /// No shorter beginning can be written.
  static let minimumLength = 3

  struct Entry: BitwiseCopyable, Sendable {
    var start: UInt32
    var length: UInt32
    /// Its number in the vocabulary.
    var word: UInt32
    /// The next shorter one in the same bucket, or `UInt32.max`.
    var next: UInt32
  }

  private let octets: FrozenArray<UInt8>
  private let entries: FrozenArray<Entry>
  private let heads: FrozenArray<UInt32>
  private static let bucketCount = 512

  init(_ prefixes: [(octets: [UInt8], word: UInt32)] = []) {
    var octets: [UInt8] = []
    var entries: [Entry] = []
    var heads = [UInt32](repeating: .max, count: Self.bucketCount)
    // Shortest first, so that each bucket's list begins with its longest.
    let longest = prefixes.reduce(0) { max($0, $1.octets.count) }
    for length in Self.minimumLength..<longest + 1 {
      for (prefix, word) in prefixes where prefix.count == length {
        let bucket = Self.bucket(prefix[0], prefix[1], prefix[2])
        entries.append(
          Entry(
            start: UInt32(octets.count), length: UInt32(prefix.count), word: word,
            next: heads[bucket]))
        heads[bucket] = UInt32(entries.count - 1)
        octets += prefix
      }
    }
    self.octets = FrozenArray(octets)
    self.entries = FrozenArray(entries)
    self.heads = FrozenArray(heads)
  }

  @inline(__always)
  private static func bucket(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let mixed =
      UInt32(first) &* 0x9E37_79B1 ^ UInt32(second) &* 0x85EB_CA6B
      ^ UInt32(third) &* 0xC2B2_AE35
    return Int(mixed >> 23)
  }

  /// The longest beginning of the word that some octets are.
  @inline(__always)
  func longest(of octets: [UInt8], in word: Range<Int>) -> Entry? {
    guard word.count >= Self.minimumLength else { return nil }
    let start = word.lowerBound
    var index = heads[Self.bucket(octets[start], octets[start + 1], octets[start + 2])]
    while index != .max {
      let entry = entries[Int(index)]
      if Int(entry.length) <= word.count, matches(entry, octets, at: start) { return entry }
      index = entry.next
    }
    return nil
  }

  /// The longest beginning of a word in any case.
  @inline(__always)
  func longest(of word: Bytes) -> Entry? {
    guard word.count >= Self.minimumLength else { return nil }
    var index = heads[
      Self.bucket(word[0].lowercased, word[1].lowercased, word[2].lowercased)]
    while index != .max {
      let entry = entries[Int(index)]
      if Int(entry.length) <= word.count, matches(entry, word) { return entry }
      index = entry.next
    }
    return nil
  }

  private func matches(_ entry: Entry, _ word: Bytes) -> Bool {
    for offset in 0..<Int(entry.length)
    where octets[Int(entry.start) + offset] != word[offset].lowercased {
      return false
    }
    return true
  }

  private func matches(_ entry: Entry, _ octets: [UInt8], at start: Int) -> Bool {
    for offset in 0..<Int(entry.length)
    where self.octets[Int(entry.start) + offset] != octets[start + offset] {
      return false
    }
    return true
  }
}
