/// What a word stands for in phrases. Every literal word, word class and word prefix of the phrases has a
/// symbol of its own.
typealias Symbol = UInt32

/// Symbols that stand for kinds of tokens instead of words.
enum Placeholder {
  static let number: Symbol = 1
  static let ip: Symbol = 2
  static let address: Symbol = 3
  static let name: Symbol = 4
  static let word: Symbol = 5
  static let firstOrdinary: Symbol = 8
  /// The only symbol of a word that is not looked at.
  static let filler: Symbol = 7
}

/// A run of `Vocabulary.symbols`.
struct SymbolRange {
  var start: UInt32
  var count: UInt32
  static let none = SymbolRange(start: 0, count: 0)
}

/// A word's octets reduced to 64 bits (FNV-1a). Words are compared by this alone: phrases have a few
/// thousand words, so two of them never meet by chance, and a stranger who constructs a collision can
/// only make his own text match a phrase that he could have written plainly.
struct WordHash: Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ octet: UInt8) {
    value = (value ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  static func of(_ octets: some Sequence<UInt8>) -> WordHash {
    var hash = WordHash()
    for octet in octets { hash.add(octet) }
    return hash
  }
}

/// The words of all phrases: from a word's hash to the symbols it is known as.
struct Vocabulary {
  /// The symbols of all words, one run for each.
  private(set) var symbols: [Symbol] = []
  private var keys: [UInt64] = []
  private var ranges: [SymbolRange] = []
  private var mask: UInt64 = 0
  private var prefixes = PrefixTable()

  static let empty = Vocabulary(words: [:], prefixes: [])

  /// - Parameter words: Every word with its symbols.
  /// - Parameter prefixes: Beginnings of words, folded, with their symbols.
  init(words: [UInt64: [Symbol]], prefixes: [(octets: [UInt8], symbols: [Symbol])]) {
    var capacity = 16
    while capacity < words.count * 2 { capacity *= 2 }
    mask = UInt64(capacity - 1)
    keys = [UInt64](repeating: 0, count: capacity)
    ranges = [SymbolRange](repeating: .none, count: capacity)
    symbols.reserveCapacity(words.count * 2)
    for (hash, own) in words {
      var slot = Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & mask)
      while keys[slot] != 0 { slot = (slot + 1) & Int(mask) }
      keys[slot] = hash
      ranges[slot] = append(own)
    }
    for (octets, own) in prefixes {
      self.prefixes.add(octets, symbols: append(own))
    }
  }

  private mutating func append(_ own: [Symbol]) -> SymbolRange {
    let range = SymbolRange(start: UInt32(symbols.count), count: UInt32(own.count))
    symbols += own
    return range
  }

  /// The symbols of a word; nil where no phrase has it.
  @inline(__always)
  func lookUp(_ hash: WordHash) -> SymbolRange? {
    let value = hash.value
    var slot = Int(truncatingIfNeeded: (value ^ (value >> 32)) & mask)
    while true {
      let key = keys[slot]
      if key == value { return ranges[slot] }
      if key == 0 { return nil }
      slot = (slot + 1) & Int(mask)
    }
  }

  func isFiller(_ range: SymbolRange) -> Bool {
    range.count > 0 && symbols[Int(range.start)] == Placeholder.filler
  }

  /// The symbols of the longest prefix in the phrases that a word begins with.
  @inline(__always)
  func lookUpPrefix(of word: ArraySlice<UInt8>) -> SymbolRange? {
    prefixes.longest(of: word)
  }
}

/// Word prefixes such as `greylist*`, found by their first three octets.
struct PrefixTable {
  /// No shorter prefix can be written.
  static let minimumLength = 3

  private struct Entry {
    var octets: [UInt8]
    var symbols: SymbolRange
  }
  private var buckets: [[Entry]] = Array(repeating: [], count: 1024)

  private static func bucket(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    let mixed =
      UInt32(first) &* 0x9E37_79B1 ^ UInt32(second) &* 0x85EB_CA6B ^ UInt32(third) &* 0xC2B2_AE35
    return Int(mixed >> 22)
  }

  mutating func add(_ octets: [UInt8], symbols: SymbolRange) {
    guard octets.count >= Self.minimumLength else { return }
    let bucket = Self.bucket(octets[0], octets[1], octets[2])
    buckets[bucket].append(Entry(octets: octets, symbols: symbols))
    // Longest first, so that the first that fits is the one.
    buckets[bucket].sort { $0.octets.count > $1.octets.count }
  }

  @inline(__always)
  func longest(of word: ArraySlice<UInt8>) -> SymbolRange? {
    let start = word.startIndex
    guard word.count >= Self.minimumLength else { return nil }
    let entries = buckets[Self.bucket(word[start], word[start + 1], word[start + 2])]
    for entry in entries where word.starts(with: entry.octets) { return entry.symbols }
    return nil
  }
}
