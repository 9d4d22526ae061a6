/// Puts a vocabulary together, word by word.
struct VocabularyMaker {
  let prefixes: PrefixTable
  /// Those of all words; those of the word that is being made are the last.
  var symbols: [Symbol] = []
  private let trie: PhraseTrie
  private var starts: [UInt32] = []
  private var known = [KnownWord()]
  /// Where the symbols of the next word begin.
  private var firstSymbol = 0

  init(trie: PhraseTrie, prefixes: PrefixTable, wordCount: Int, symbolCount: Int) {
    self.trie = trie
    self.prefixes = prefixes
    known.reserveCapacity(wordCount + 1)
    symbols.reserveCapacity(symbolCount)
    starts.reserveCapacity(symbolCount)
  }

  /// Makes a word of the symbols that were appended since the last.
  mutating func finishWord(isFiller: Bool = false) {
    var word = KnownWord(
      firstSymbol: UInt32(firstSymbol), symbolCount: UInt16(clamping: symbols.count - firstSymbol),
      isFiller: isFiller, firstStart: UInt32(starts.count))
    var beginsURLs = false
    for index in firstSymbol..<symbols.count {
      let symbol = symbols[index]
      word.filter |= 1 << UInt64(symbol & 63)
      if let node = trie.childOfRoot(PhraseTrie.root, symbol) { starts.append(UInt32(node)) }
      if trie.childOfRoot(PhraseTrie.urlRoot, symbol) != nil { beginsURLs = true }
    }
    word.startCount = UInt16(clamping: starts.count - Int(word.firstStart))
    for index in firstSymbol..<symbols.count where beginsURLs {
      if let node = trie.childOfRoot(PhraseTrie.urlRoot, symbols[index]) {
        starts.append(UInt32(node))
      }
    }
    word.urlStartCount = UInt16(
      clamping: starts.count - Int(word.firstStart) - Int(word.startCount))
    known.append(word)
    firstSymbol = symbols.count
  }

  /// - Parameter numbers: Of the words by their hashes; prefixes have none.
  func vocabulary(numbers: HashedNumbers) -> Vocabulary {
    Vocabulary(
      words: known, symbols: symbols, starts: starts, numbers: numbers, prefixes: prefixes)
  }
}
