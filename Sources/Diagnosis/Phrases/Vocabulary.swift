// Safety argument: every position of a buffer is masked with one less than its count, a power of two.

import Octets

/// A word as the phrases know it.
struct KnownWord: BitwiseCopyable, Sendable {
  /// A run of `Vocabulary.symbols`.
  var firstSymbol: UInt32 = 0
  var symbolCount: UInt16 = 0
  /// Whether the word does not count.
  var isFiller = false
  /// A bit for the lower bits of each symbol, to be held against a node's.
  var filter: UInt64 = 0
  /// Where phrases go on that begin with the word, in a sentence and in a URL: runs of `Vocabulary.starts`.
  var firstStart: UInt32 = 0
  var startCount: UInt16 = 0
  var urlStartCount: UInt16 = 0
}

/// The words of all phrases, by their hashes. One object, since everything that reads a text holds it.
final class Vocabulary: Sendable {
  /// No word of the phrases.
  static let unknown: UInt32 = 0

  private let words: FrozenArray<KnownWord>
  /// The symbols of all words, one run for each.
  let symbols: FrozenArray<Symbol>
  /// The nodes of the tree behind the first word of phrases, one run for each word.
  let starts: FrozenArray<UInt32>
  private let numbers: HashedNumbers
  private let prefixes: PrefixTable
  /// All pairs of a word and a symbol it has, in an open hash table.
  private let pairs: FrozenArray<UInt64>
  private let pairMask: Int

  static let empty = Vocabulary(
    words: [KnownWord()], symbols: [], starts: [], numbers: GrowingNumbers().frozen(),
    prefixes: PrefixTable())

  /// - Parameter words: The first stands for all that are unknown.
  /// - Parameter numbers: Of the words behind the first, by their hashes; prefixes follow and have none.
  init(
    words: [KnownWord], symbols: [Symbol], starts: [UInt32], numbers: HashedNumbers,
    prefixes: PrefixTable
  ) {
    self.numbers = numbers
    (pairs, pairMask) = Self.pairs(of: words, symbols)
    self.words = FrozenArray(words)
    self.symbols = FrozenArray(symbols)
    self.starts = FrozenArray(starts)
    self.prefixes = prefixes
  }

  private static func pairs(
    of words: [KnownWord], _ symbols: [Symbol]
  ) -> (FrozenArray<UInt64>, mask: Int) {
    var capacity = 16
    while capacity < symbols.count * 3 { capacity *= 2 }
    let mask = capacity - 1
    let pairs = FrozenArray<UInt64>(repeating: 0, count: capacity) { pairs in
      for (number, word) in words.enumerated() {
        let first = Int(word.firstSymbol)
        for index in first..<first + Int(word.symbolCount) {
          let pair = Self.pair(UInt32(number), symbols[index])
          var slot = Self.pairSlot(pair) & mask
          while pairs[slot] != 0, pairs[slot] != pair { slot = (slot + 1) & mask }
          pairs[slot] = pair
        }
      }
    }
    return (pairs, mask)
  }

  @inline(__always)
  private static func pair(_ word: UInt32, _ symbol: Symbol) -> UInt64 {
    UInt64(word) << 32 | UInt64(symbol)
  }

  @inline(__always)
  private static func pairSlot(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  /// Whether a word has a symbol.
  @inline(__always)
  func has(_ word: UInt32, _ symbol: Symbol) -> Bool {
    let pair = Self.pair(word, symbol)
    var slot = Self.pairSlot(pair) & pairMask
    while true {
      let found = pairs[slot]
      if found == pair { return true }
      if found == 0 { return false }
      slot = (slot + 1) & pairMask
    }
  }

  @inline(__always)
  func word(_ number: UInt32) -> KnownWord { words[Int(number)] }

  /// The number of a word; nil where no phrase has it.
  @inline(__always)
  func lookUp(_ hash: WordHash) -> UInt32? { numbers[hash.value] }

  /// The number of the longest beginning in the phrases that a word has.
  @inline(__always)
  func lookUpPrefix(of word: [UInt8]) -> UInt32? {
    prefixes.longest(of: word, in: 0..<word.count)?.word
  }

  /// The same for a word of ASCII letters and digits that stands in a text in any case.
  @inline(__always)
  func lookUpPrefix(of word: Bytes) -> UInt32? { prefixes.longest(of: word)?.word }
}
