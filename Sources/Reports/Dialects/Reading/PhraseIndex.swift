import Octets

/// Finds which of many phrases stand in a text, in one pass over its words.
///
/// A phrase is looked up by its first two words, so a text costs one look-up for each of its words
/// however many phrases there are.
struct PhraseIndex<Tag: Sendable>: Sendable {
  /// A phrase found: which, and from which to which octet.
  struct Hit: Sendable {
    var tag: Tag
    var range: Range<Int>
  }

  private struct Entry: BitwiseCopyable, Sendable {
    /// Where its words stand in `pool`.
    var start: Int32
    var length: Int32
    /// Phrases of one look-up have their first words in common, so that the last one tells soonest.
    var lastWord: UInt32
    /// The next entry with the same look-up, or -1.
    var next: Int32
  }

  /// Stands in a phrase for any one word: a host's name, a number.
  private static var wildcard: UInt32 { 0 }

  /// One of each entry.
  private let tags: [Tag]
  private let entries: FrozenArray<Entry>
  private let pool: FrozenArray<UInt32>
  private let heads: FrozenArray<Int32>
  /// A bit for the lower bits of each first word, so that most words are passed over without a look-up.
  private let firstWords: FrozenArray<UInt64>
  private let singles: Bool
  private static var firstWordBits: UInt32 { 1 << 13 }

  /// - Parameter phrases: In any case and with any punctuation; the word `ANY` stands for one word
  ///   of any kind, from the third word on.
  init(_ phrases: [(phrase: String, tag: Tag)]) {
    var size = 64
    while size < phrases.count * 4 { size *= 2 }
    var heads = [Int32](repeating: -1, count: size)
    var pool: [UInt32] = []
    var entries: [Entry] = []
    var tags: [Tag] = []
    var firstWords = [UInt64](repeating: 0, count: Int(Self.firstWordBits / 64))
    var singles = false
    let any = Words(Bytes("any")).first { _ in true }?.hash
    for (phrase, tag) in phrases {
      let octets = Bytes(phrase)
      let start = pool.count
      for word in Words(octets) {
        let isWildcard =
          word.hash == any && octets[Int(word.start)..<Int(word.end)] == "ANY"
        pool.append(isWildcard ? Self.wildcard : word.hash)
      }
      let length = pool.count - start
      guard length > 0 else { continue }
      if length == 1 { singles = true }
      let slot = Self.slot(pool[start], length > 1 ? pool[start + 1] : nil, of: size)
      entries.append(
        Entry(
          start: Int32(start), length: Int32(length), lastWord: pool[start + length - 1],
          next: heads[slot]))
      tags.append(tag)
      heads[slot] = Int32(entries.count - 1)
      let bit = Int(pool[start] % Self.firstWordBits)
      firstWords[bit / 64] |= 1 << UInt64(bit % 64)
    }
    self.heads = FrozenArray(heads)
    self.pool = FrozenArray(pool)
    self.entries = FrozenArray(entries)
    self.tags = tags
    self.firstWords = FrozenArray(firstWords)
    self.singles = singles
  }

  private static func slot(_ first: UInt32, _ second: UInt32?, of count: Int) -> Int {
    var key = first &* 0x9E37_79B1
    if let second { key ^= (second &* 0x85EB_CA77) &+ 0x27D4_EB2F }
    return Int((key ^ key >> 15) & UInt32(count - 1))
  }

  @inline(__always)
  private func mayBegin(_ hash: UInt32) -> Bool {
    let bit = Int(hash % Self.firstWordBits)
    return firstWords[bit / 64] & (1 << UInt64(bit % 64)) != 0
  }

  /// Calls `body` with every phrase found, in the order of their starts.
  func scan(_ words: [Word], _ body: (Hit) -> Void) {
    for position in words.indices where mayBegin(words[position].hash) {
      if position + 1 < words.count {
        let slot = Self.slot(words[position].hash, words[position + 1].hash, of: heads.count)
        match(words, position, slot, minimum: 2, body)
      }
      if singles {
        let slot = Self.slot(words[position].hash, nil, of: heads.count)
        match(words, position, slot, minimum: 1, body)
      }
    }
  }

  /// - Parameter minimum: 1 for phrases of one word and 2 for all others: both kinds may share a slot.
  private func match(
    _ words: [Word], _ position: Int, _ slot: Int, minimum: Int, _ body: (Hit) -> Void
  ) {
    var entry = heads[slot]
    while entry >= 0 {
      let number = Int(entry)
      let candidate = entries[number]
      entry = candidate.next
      let length = Int(candidate.length)
      guard position + length <= words.count, minimum == 1 ? length == 1 : length > 1,
        candidate.lastWord == words[position + length - 1].hash
          || candidate.lastWord == Self.wildcard
      else { continue }
      var unequal = length - 1
      while unequal > 0 {
        let wanted = pool[Int(candidate.start) + unequal - 1]
        if wanted != words[position + unequal - 1].hash, wanted != Self.wildcard { break }
        unequal -= 1
      }
      guard unequal == 0 else { continue }
      body(
        Hit(
          tag: tags[number],
          range: Int(words[position].start)..<Int(words[position + length - 1].end)))
    }
  }
}
