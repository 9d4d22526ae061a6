import Octets

/// The words of the phrases while they are collected, each with the symbols it is known as.
struct WordBook {
  private struct Word {
    var hash: UInt64
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
  private var prefixIndex: [[UInt8]: Int] = [:]
  private var slots: [UInt32] = Array(repeating: .max, count: 1 << 13)
  private var nextSymbol = Placeholder.firstOrdinary

  init() {
    words.reserveCapacity(1 << 12)
    octets.reserveCapacity(1 << 15)
    links.reserveCapacity(1 << 13)
  }

  mutating func freshSymbol() -> Symbol {
    defer { nextSymbol += 1 }
    return nextSymbol
  }

  /// The word's index, a new one where it was not known.
  ///
  /// - Parameter folded: Appends the word's folded octets.
  mutating func index(_ hash: UInt64, _ folded: (inout [UInt8]) -> Void) -> Int {
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] != .max {
      let index = Int(slots[slot])
      if words[index].hash == hash { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    let index = words.count
    let start = octets.count
    folded(&octets)
    words.append(
      Word(
        hash: hash, start: UInt32(start), length: UInt32(octets.count - start),
        canonical: UInt32(index)))
    slots[slot] = UInt32(index)
    if words.count * 2 > slots.count { grow() }
    return index
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 2)
    for (index, word) in words.enumerated() {
      var slot = Int(truncatingIfNeeded: word.hash ^ (word.hash >> 32)) & (slots.count - 1)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index)
    }
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

  /// The symbol of all words that begin so.
  mutating func literal(ofPrefix octets: [UInt8]) -> Symbol {
    let index = prefix(octets)
    if prefixes[index].literal == 0 {
      let symbol = freshSymbol()
      prefixes[index].literal = symbol
      prefixes[index].symbols.append(symbol)
    }
    return prefixes[index].literal
  }

  mutating func add(_ symbol: Symbol, toPrefix octets: [UInt8]) {
    prefixes[prefix(octets)].symbols.append(symbol)
  }

  private mutating func prefix(_ octets: [UInt8]) -> Int {
    if let index = prefixIndex[octets] { return index }
    prefixIndex[octets] = prefixes.count
    prefixes.append(Prefix(octets: octets))
    return prefixes.count - 1
  }

  // MARK: The end

  /// Every word with all its symbols: also those of the prefixes it begins with, and for a dotted name those
  /// of the names it ends with.
  func vocabulary(_ trie: PhraseTrie) -> Vocabulary {
    var maker = VocabularyMaker(
      trie: trie,
      prefixes: PrefixTable(
        prefixes.enumerated().map { index, prefix in
          (prefix.octets, UInt32(words.count + 1 + index))
        }), wordCount: words.count + prefixes.count, symbolCount: links.count * 2)
    var folded: [UInt8] = []
    for word in words {
      if !word.isFiller {
        appendLinks(of: Int(word.canonical), to: &maker.symbols)
        folded.removeAll(keepingCapacity: true)
        folded += octets[Int(word.start)..<Int(word.start + word.length)]
        if let dot = folded.firstIndex(of: 0x2E) {
          forEachEnding(of: folded, behind: dot) { appendLinks(of: $0, to: &maker.symbols) }
        } else if !prefixes.isEmpty {
          appendPrefixes(of: folded, to: &maker)
        }
      }
      maker.finishWord(isFiller: word.isFiller)
    }
    for prefix in prefixes {
      appendPrefixes(of: prefix.octets, to: &maker)
      maker.finishWord()
    }
    return maker.vocabulary(hashes: words.map(\.hash))
  }

  private func appendLinks(of word: Int, to symbols: inout [Symbol]) {
    var link = words[word].firstLink
    while link != .max {
      symbols.append(links[Int(link)].symbol)
      link = links[Int(link)].next
    }
  }

  private func appendPrefixes(of word: [UInt8], to maker: inout VocabularyMaker) {
    var limit = word.count
    while let entry = maker.prefixes.longest(of: word, upTo: limit) {
      maker.symbols += prefixes[Int(entry.word) - words.count - 1].symbols
      limit = Int(entry.length) - 1
    }
  }

  /// The known names of two labels at least that a name ends with.
  private func forEachEnding(of name: [UInt8], behind dot: Int, _ body: (Int) -> Void) {
    var dot = dot
    while let next = name[(dot + 1)...].firstIndex(of: 0x2E) {
      if let known = knownIndex(WordHash.of(name[(dot + 1)...]).value) { body(known) }
      dot = next
    }
  }

  private func knownIndex(_ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] != .max {
      if words[Int(slots[slot])].hash == hash { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
