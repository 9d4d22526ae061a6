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

  private struct Entry {
    var words: Range<Int>
    var tag: Tag
    /// The next entry with the same look-up, or -1.
    var next: Int32
  }

  /// Stands in a phrase for any one word: a host's name, a number.
  private static var wildcard: UInt32 { 0 }

  private var pool: [UInt32] = []
  private var entries: [Entry] = []
  private var heads: [Int32]
  private var singles: Bool = false

  /// - Parameter phrases: In any case and with any punctuation; the word `ANY` stands for one word
  ///   of any kind, from the third word on.
  init(_ phrases: [(phrase: String, tag: Tag)]) {
    var size = 64
    while size < phrases.count * 4 { size *= 2 }
    heads = Array(repeating: -1, count: size)
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
      let slot = slot(pool[start], length > 1 ? pool[start + 1] : nil)
      entries.append(Entry(words: start..<pool.count, tag: tag, next: heads[slot]))
      heads[slot] = Int32(entries.count - 1)
    }
  }

  private func slot(_ first: UInt32, _ second: UInt32?) -> Int {
    var key = first &* 0x9E37_79B1
    if let second { key ^= (second &* 0x85EB_CA77) &+ 0x27D4_EB2F }
    return Int((key ^ key >> 15) & UInt32(heads.count - 1))
  }

  /// Calls `body` with every phrase found, in the order of their starts.
  func scan(_ words: [Word], _ body: (Hit) -> Void) {
    for position in words.indices {
      if position + 1 < words.count {
        let slot = slot(words[position].hash, words[position + 1].hash)
        match(words, position, slot, minimum: 2, body)
      }
      if singles {
        match(words, position, slot(words[position].hash, nil), minimum: 1, body)
      }
    }
  }

  /// - Parameter minimum: 1 for phrases of one word and 2 for all others: both kinds may share a slot.
  private func match(
    _ words: [Word], _ position: Int, _ slot: Int, minimum: Int, _ body: (Hit) -> Void
  ) {
    var entry = heads[slot]
    while entry >= 0 {
      let candidate = entries[Int(entry)]
      entry = candidate.next
      let length = candidate.words.count
      guard position + length <= words.count, minimum == 1 ? length == 1 : length > 1 else {
        continue
      }
      var equal = true
      for offset in 0..<length {
        let wanted = pool[candidate.words.lowerBound + offset]
        if wanted != words[position + offset].hash, wanted != Self.wildcard {
          equal = false
          break
        }
      }
      guard equal else { continue }
      body(
        Hit(
          tag: candidate.tag,
          range: Int(words[position].start)..<Int(words[position + length - 1].end)))
    }
  }
}
