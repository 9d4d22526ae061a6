import Octets

/// The words of the phrases while they are collected, each with the symbols it is known as.
struct WordBook {
  private struct Word {
    /// Its own octets in `octets`.
    var start: UInt32
    var length: UInt32
    /// The word that it counts as; its own index for most.
    var canonical: UInt32
    var isFiller = false
    /// Its symbol as a literal word of phrases, 0 as long as none has it.
    var literal: Symbol = 0
    /// Its first entry in `links`, or `UInt32.max`.
    var firstLink: UInt32 = .max
  }

  private struct Prefix {
    var octets: [UInt8]
    var literal: Symbol = 0
    var symbols: [Symbol] = []
  }

  private struct Link {
    var symbol: Symbol
    var next: UInt32
  }

  private var words: [Word] = []
  private var octets: [UInt8] = []
  private var links: [Link] = []
  private var prefixes: [Prefix] = []
  // By the hashes of their octets: for words the numbers that they will have in the vocabulary, one more than the
  // index, for prefixes their indices.
  private var wordNumbers = GrowingNumbers(expecting: 6_000)
  private var prefixIndices = GrowingNumbers()
  private var nextSymbol = Placeholder.firstOrdinary
  /// A word that is being folded; kept for its capacity.
  var folded: [UInt8] = []

  init() {
    // As many as the rules that are shipped have.
    words.reserveCapacity(6_000)
    octets.reserveCapacity(50_000)
    links.reserveCapacity(16_000)
  }

  mutating func freshSymbol() -> Symbol {
    defer { nextSymbol += 1 }
    return nextSymbol
  }

  /// The word's index, a new one where it was not known.
  ///
  /// - Parameter hash: 0 for what is no word.
  /// - Parameter folded: Appends the word's folded octets.
  @inline(__always)
  mutating func index(_ hash: UInt64, _ folded: (inout [UInt8]) -> Void) -> Int {
    let index = words.count
    // The key 0 is none, and no word has the hash 1.
    if let known = wordNumbers.insert(UInt32(index + 1), for: max(hash, 1)) {
      return Int(known) - 1
    }
    let start = octets.count
    folded(&octets)
    words.append(
      Word(
        start: UInt32(start), length: UInt32(octets.count - start), canonical: UInt32(index)))
    return index
  }

  func isFiller(_ word: Int) -> Bool { words[word].isFiller }

  func canonical(_ word: Int) -> Int { Int(words[word].canonical) }

  mutating func makeFiller(_ word: Int) { words[word].isFiller = true }

  mutating func makeSame(_ word: Int, as other: Int) {
    words[word].canonical = words[other].canonical
  }

  /// The symbol of the word itself.
  mutating func literal(_ word: Int) -> Symbol {
    let word = canonical(word)
    if words[word].literal == 0 {
      let symbol = freshSymbol()
      words[word].literal = symbol
      add(symbol, to: word)
    }
    return words[word].literal
  }

  mutating func add(_ symbol: Symbol, to word: Int) {
    let word = canonical(word)
    links.append(Link(symbol: symbol, next: words[word].firstLink))
    words[word].firstLink = UInt32(links.count - 1)
  }

  /// The index of a beginning of words, a new one where it was not known.
  mutating func prefix(_ octets: [UInt8]) -> Int {
    let index = prefixes.count
    if let known = prefixIndices.insert(UInt32(index), for: WordHash.of(octets).value) {
      return Int(known)
    }
    prefixes.append(Prefix(octets: octets))
    return index
  }

  func length(ofPrefix prefix: Int) -> Int { prefixes[prefix].octets.count }

  /// The symbol of all words that begin so.
  mutating func literal(ofPrefix prefix: Int) -> Symbol {
    if prefixes[prefix].literal == 0 {
      let symbol = freshSymbol()
      prefixes[prefix].literal = symbol
      prefixes[prefix].symbols.append(symbol)
    }
    return prefixes[prefix].literal
  }

  mutating func add(_ symbol: Symbol, toPrefix prefix: Int) {
    prefixes[prefix].symbols.append(symbol)
  }

  // MARK: The end

  /// Every word with all its symbols: also those of the prefixes it begins with, and for a dotted name those
  /// of the names it ends with.
  func vocabulary(_ trie: PhraseTrie) -> Vocabulary {
    var used: [(octets: [UInt8], word: UInt32)] = []
    for (index, prefix) in prefixes.enumerated() where !prefix.symbols.isEmpty {
      used.append((prefix.octets, UInt32(words.count + 1 + index)))
    }
    var maker = VocabularyMaker(
      trie: trie, prefixes: PrefixTable(used), wordCount: words.count + prefixes.count,
      symbolCount: links.count * 2)
    for word in words {
      if !word.isFiller {
        appendLinks(of: Int(word.canonical), to: &maker.symbols)
        let start = Int(word.start)
        let end = start + Int(word.length)
        if let dot = firstDot(from: start, to: end) {
          forEachEnding(from: dot, to: end) { appendLinks(of: $0, to: &maker.symbols) }
        } else {
          appendPrefixes(of: octets, start..<end, to: &maker)
        }
      }
      maker.finishWord(isFiller: word.isFiller)
    }
    for prefix in prefixes {
      appendPrefixes(of: prefix.octets, 0..<prefix.octets.count, to: &maker)
      maker.finishWord()
    }
    return maker.vocabulary(numbers: wordNumbers.frozen())
  }

  private func appendLinks(of word: Int, to symbols: inout [Symbol]) {
    var link = words[word].firstLink
    while link != .max {
      symbols.append(links[Int(link)].symbol)
      link = links[Int(link)].next
    }
  }

  private func appendPrefixes(
    of octets: [UInt8], _ word: Range<Int>, to maker: inout VocabularyMaker
  ) {
    var end = word.upperBound
    while let entry = maker.prefixes.longest(of: octets, in: word.lowerBound..<end) {
      maker.symbols += prefixes[Int(entry.word) - words.count - 1].symbols
      end = word.lowerBound + Int(entry.length) - 1
    }
  }

  /// The known names of two labels at least that a name ends with.
  ///
  /// - Parameter dot: Its first.
  private func forEachEnding(from dot: Int, to end: Int, _ body: (Int) -> Void) {
    var start = dot + 1
    while let dot = firstDot(from: start, to: end) {
      if let number = wordNumbers[WordHash.of(octets[start..<end]).value] { body(Int(number) - 1) }
      start = dot + 1
    }
  }

  private func firstDot(from start: Int, to end: Int) -> Int? {
    for position in start..<end where octets[position] == 0x2E { return position }
    return nil
  }
}
