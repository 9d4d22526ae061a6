import Octets

/// Phrases being collected: gives words their symbols and puts the phrases into the tree.
struct PhraseBook {
  /// Where a sequence of words stands: in which phrase, as which of its parts.
  struct Use: Equatable {
    var phrase: UInt32
    var part: UInt8
  }

  private(set) var trie = PhraseTrie()
  /// For each needle of the tree, where it is used.
  private(set) var uses: [[Use]] = []
  /// For each phrase, how many parts it has.
  private(set) var partCounts: [UInt8] = []

  private var nextSymbol = Placeholder.firstOrdinary
  private var words: [UInt64: (symbols: [Symbol], folded: [UInt8])] = [:]
  private var literals: [UInt64: Symbol] = [:]
  private var prefixes: [[UInt8]: [Symbol]] = [:]
  private var prefixSymbols: [[UInt8]: Symbol] = [:]
  private var unnamedLists: [[UInt64]: Symbol] = [:]
  /// Words that do not count.
  private(set) var fillers: Set<UInt64> = []
  // Words that count as another one.
  private var canonical: [UInt64: UInt64] = [:]
  private var lists: [String: (symbol: Symbol, sequences: [[PhraseSyntax.Element]])] = [:]

  /// So many wordings one line may stand for.
  static let maximumAlternatives = 2_000
  /// So many words a part may have.
  static let maximumWords = 24

  // MARK: Words

  private mutating func freshSymbol() -> Symbol {
    defer { nextSymbol += 1 }
    return nextSymbol
  }

  private mutating func literal(_ written: UInt64, _ folded: [UInt8]) -> Symbol {
    let hash = canonical[written] ?? written
    if let symbol = literals[hash] { return symbol }
    let symbol = freshSymbol()
    literals[hash] = symbol
    words[hash, default: ([], folded)].symbols.append(symbol)
    return symbol
  }

  private mutating func prefix(_ octets: [UInt8]) throws(PhraseSyntax.Problem) -> Symbol {
    guard octets.count >= PrefixTable.minimumLength else {
      throw PhraseSyntax.Problem(
        message: "a beginning with * must have \(PrefixTable.minimumLength) letters at least")
    }
    if let symbol = prefixSymbols[octets] { return symbol }
    let symbol = freshSymbol()
    prefixSymbols[octets] = symbol
    prefixes[octets, default: []].append(symbol)
    return symbol
  }

  /// Names words that do not count.
  mutating func define(fillers members: [Bytes]) throws(PhraseSyntax.Problem) {
    for hash in try singleWords(members) { fillers.insert(hash) }
  }

  /// Names words that count as the first of them.
  mutating func define(same members: [Bytes]) throws(PhraseSyntax.Problem) {
    let hashes = try singleWords(members)
    guard let first = hashes.first else { return }
    for hash in hashes.dropFirst() { canonical[hash] = first }
  }

  private func singleWords(_ members: [Bytes]) throws(PhraseSyntax.Problem) -> [UInt64] {
    var hashes: [UInt64] = []
    for member in members {
      guard case .word(let hash, _)? = PhraseSyntax.words(member, fillers: []).first else {
        throw PhraseSyntax.Problem(message: "\(member.string) is no single word")
      }
      hashes.append(hash)
    }
    return hashes
  }

  /// Names a list of words for `{name}`.
  mutating func define(list name: String, members: [Bytes]) throws(PhraseSyntax.Problem) {
    let symbol = freshSymbol()
    var sequences: [[PhraseSyntax.Element]] = []
    for member in members {
      let elements = PhraseSyntax.words(member, fillers: fillers)
      switch (elements.count, elements.first) {
      case (1, .word(let hash, let folded)):
        words[canonical[hash] ?? hash, default: ([], folded)].symbols.append(symbol)
      case (1, .prefix(let octets)):
        guard octets.count >= PrefixTable.minimumLength else {
          throw PhraseSyntax.Problem(message: "\(member.string) is too short for *")
        }
        prefixes[octets, default: []].append(symbol)
      case (0, _): throw PhraseSyntax.Problem(message: "an entry of the list is empty")
      default: sequences.append(elements)
      }
    }
    guard lists.updateValue((symbol, sequences), forKey: name) == nil else {
      throw PhraseSyntax.Problem(message: "the list \(name) is defined twice")
    }
  }

  // MARK: Phrases

  /// - Returns: the phrase's number.
  mutating func add(_ syntax: PhraseSyntax, inURLs: Bool) throws(PhraseSyntax.Problem) -> Int {
    let phrase = partCounts.count
    for (part, elements) in syntax.parts.enumerated() {
      var alternatives: [[Symbol]] = [[]]
      try expand(elements, into: &alternatives)
      for symbols in alternatives {
        guard symbols.count <= Self.maximumWords else {
          throw PhraseSyntax.Problem(message: "a part has more than \(Self.maximumWords) words")
        }
        guard let first = symbols.first, first != Placeholder.word else {
          throw PhraseSyntax.Problem(
            message: "a phrase must begin with a word that is always there")
        }
        var node = inURLs ? PhraseTrie.urlRoot : PhraseTrie.root
        for symbol in symbols { node = trie.addChild(of: node, symbol) }
        let needle = trie.needle(at: node)
        if needle == uses.count { uses.append([]) }
        // Two wordings of one line may be the same words.
        let use = Use(phrase: UInt32(phrase), part: UInt8(part))
        if uses[needle].last != use { uses[needle].append(use) }
      }
    }
    partCounts.append(UInt8(syntax.parts.count))
    return phrase
  }

  private mutating func expand(
    _ elements: [PhraseSyntax.Element], into alternatives: inout [[Symbol]]
  ) throws(PhraseSyntax.Problem) {
    for element in elements {
      switch element {
      case .word(let hash, let folded):
        append(literal(hash, folded), to: &alternatives)
      case .prefix(let octets):
        append(try prefix(octets), to: &alternatives)
      case .placeholder(let symbol):
        append(symbol, to: &alternatives)
      case .list(let name):
        guard let list = lists[name] else {
          throw PhraseSyntax.Problem(message: "there is no list {\(name)}")
        }
        var all = alternatives
        append(list.symbol, to: &all)
        for sequence in list.sequences {
          var further = alternatives
          try expand(sequence, into: &further)
          all += further
        }
        alternatives = all
      case .choice(let choices):
        var all: [[Symbol]] = []
        let singles = choices.filter { $0.count == 1 && $0[0].isWord }
        let others = singles.count > 1 ? choices.filter { !singles.contains($0) } : choices
        if singles.count > 1 {
          all = alternatives
          append(unnamedList(singles.map { $0[0] }), to: &all)
        }
        for choice in others {
          var further = alternatives
          try expand(choice, into: &further)
          all += further
        }
        alternatives = all
      }
      guard alternatives.count <= Self.maximumAlternatives else {
        throw PhraseSyntax.Problem(
          message: "the phrase stands for more than \(Self.maximumAlternatives) wordings")
      }
    }
  }

  /// One symbol for any of several words, so that a choice of words costs no more than a word.
  private mutating func unnamedList(_ elements: [PhraseSyntax.Element]) -> Symbol {
    var members: [UInt64: [UInt8]] = [:]
    for case .word(let hash, let folded) in elements { members[canonical[hash] ?? hash] = folded }
    let key = members.keys.sorted()
    if let symbol = unnamedLists[key] { return symbol }
    let symbol = freshSymbol()
    unnamedLists[key] = symbol
    for (hash, folded) in members { words[hash, default: ([], folded)].symbols.append(symbol) }
    return symbol
  }

  private func append(_ symbol: Symbol, to alternatives: inout [[Symbol]]) {
    for index in alternatives.indices { alternatives[index].append(symbol) }
  }

  // MARK: The end

  /// The vocabulary of all phrases: every word also has the symbols of the prefixes it begins with, every
  /// name those of the names it ends with.
  func vocabulary() -> Vocabulary {
    var table = PrefixTable()
    var ordered: [[UInt8]] = []
    for octets in prefixes.keys {
      table.add(octets, symbols: SymbolRange(start: UInt32(ordered.count), count: 1))
      ordered.append(octets)
    }
    // A prefix has the symbols of the shorter prefixes that it begins with.
    func allSymbols(ofPrefix octets: [UInt8]) -> [Symbol] {
      var symbols = prefixes[octets] ?? []
      if octets.count > PrefixTable.minimumLength,
        let shorter = table.longest(of: octets.dropLast())
      {
        symbols += allSymbols(ofPrefix: ordered[Int(shorter.start)])
      }
      return symbols
    }
    var all: [UInt64: [Symbol]] = [:]
    all.reserveCapacity(words.count)
    for (hash, word) in words {
      var symbols = word.symbols
      if let longest = table.longest(of: word.folded[...]) {
        symbols += allSymbols(ofPrefix: ordered[Int(longest.start)])
      }
      var dot = word.folded.firstIndex(of: 0x2E)
      while let start = dot.map({ $0 + 1 }) {
        let suffix = word.folded[start...]
        guard let next = suffix.firstIndex(of: 0x2E) else { break }
        symbols += words[WordHash.of(suffix).value]?.symbols ?? []
        dot = next
      }
      all[hash] = symbols
    }
    for (alias, hash) in canonical { all[alias] = all[hash] }
    for filler in fillers { all[filler] = [Placeholder.filler] }
    return Vocabulary(
      words: all, prefixes: ordered.map { ($0, allSymbols(ofPrefix: $0)) })
  }
}
