import Octets

/// What is wrong with a phrase.
struct PhraseProblem: Error {
  var message: String
}

/// Reads `phrase:` lines and puts them into the tree.
///
/// Words are written as in a sentence; what is no word (punctuation, capitals, accents) does not count.
/// `…` or `...` means "then, later in the text"; `{a|b c}` one of several, `{name}` one word of a list
/// named elsewhere; `[a b]` may be missing; `grey*` a word that begins so; `<n>`, `<ip>`, `<address>`,
/// `<domain>`, `<word>` such a token, `<words>` up to three words.
struct PhraseBook {
  /// So many parts a phrase may have, with gaps between them.
  static let maximumParts = 4
  /// So many wordings one line may stand for.
  static let maximumWordings = 2_000

  private var words = WordBook()
  private var trie = GrowingTrie()
  private var phraseCount = 0
  private var uses: [PhraseIndex.Use] = []
  private var firstUses: [UInt32] = []
  private var lists: [String: (symbol: Symbol, sequences: [Bytes])] = [:]
  init() {
    uses.reserveCapacity(1 << 13)
    firstUses.reserveCapacity(1 << 13)
  }

  private var unnamedLists: [WordHash: Symbol] = [:]

  // MARK: Words

  /// Names words that do not count.
  mutating func define(fillers members: [Bytes]) throws(PhraseProblem) {
    for member in members { words.makeFiller(try singleWord(member)) }
  }

  /// Names words that count as the first of them.
  mutating func define(same members: [Bytes]) throws(PhraseProblem) {
    guard let first = members.first else { return }
    let canonical = try singleWord(first)
    for member in members.dropFirst() { words.makeSame(try singleWord(member), as: canonical) }
  }

  private mutating func singleWord(_ text: Bytes) throws(PhraseProblem) -> Int {
    let found = pieces(text)
    guard found.count == 1, case .word(let word) = found[0] else {
      throw PhraseProblem(message: "\(text.string) is no single word")
    }
    return word
  }

  /// Names a list of words for `{name}`.
  mutating func define(list name: String, members: [Bytes]) throws(PhraseProblem) {
    let symbol = words.freshSymbol()
    var sequences: [Bytes] = []
    for member in members {
      let found = pieces(member)
      guard let first = found.first else {
        throw PhraseProblem(message: "an entry of the list is empty")
      }
      switch (found.count, first) {
      case (1, .word(let word)): words.add(symbol, to: word)
      case (1, .prefix(let octets)):
        try checkPrefix(octets)
        words.add(symbol, toPrefix: octets)
      default: sequences.append(member)
      }
    }
    guard lists.updateValue((symbol, sequences), forKey: name) == nil else {
      throw PhraseProblem(message: "the list \(name) is defined twice")
    }
  }

  private func checkPrefix(_ octets: [UInt8]) throws(PhraseProblem) {
    guard octets.count >= PrefixTable.minimumLength else {
      throw PhraseProblem(
        message: "a beginning with * must have \(PrefixTable.minimumLength) letters at least")
    }
  }

  // MARK: Phrases

  /// - Returns: the phrase's number.
  mutating func add(_ text: Bytes, inURLs: Bool) throws(PhraseProblem) -> Int {
    let parts = try Self.parts(of: text)
    let root = inURLs ? PhraseTrie.urlRoot : PhraseTrie.root
    for (number, part) in parts.enumerated() {
      var ends = [root]
      try extend(&ends, by: part)
      for end in ends {
        guard end != root else {
          throw PhraseProblem(
            message: "nothing is left of it, or of a part of it: filler words do not count")
        }
        add(
          PhraseIndex.Use(
            phrase: UInt32(phraseCount), part: UInt8(number), partCount: UInt8(parts.count),
            next: .max), at: end)
      }
    }
    phraseCount += 1
    return phraseCount - 1
  }

  private mutating func add(_ use: PhraseIndex.Use, at node: Int) {
    let needle = trie.needle(at: node)
    if needle == firstUses.count { firstUses.append(.max) }
    let first = firstUses[needle]
    // Two wordings of one line may be the same words.
    if first != .max, uses[Int(first)].phrase == use.phrase, uses[Int(first)].part == use.part {
      return
    }
    var use = use
    use.next = first
    firstUses[needle] = UInt32(uses.count)
    uses.append(use)
  }

  /// What stands between the gaps.
  private static func parts(of text: Bytes) throws(PhraseProblem) -> [Bytes] {
    var parts: [Bytes] = []
    var start = 0
    var position = 0
    var depth = 0
    func isGap() -> Int? {
      let rest = text[position...]
      return rest.hasPrefix("…") || rest.hasPrefix("...") ? 3 : nil
    }
    while position < text.count {
      switch text[position] {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      case 0xE2, 0x2E:
        if let length = isGap() {
          guard depth == 0 else {
            throw PhraseProblem(message: "… must not stand in brackets")
          }
          parts.append(text[start..<position])
          position += length
          start = position
          continue
        }
      default: break
      }
      position += 1
    }
    parts.append(text[start...])
    guard parts.count <= maximumParts else {
      throw PhraseProblem(message: "the phrase has more than \(maximumParts) parts")
    }
    return parts
  }

  /// Walks from every node of `ends` along every wording of `text`.
  private mutating func extend(_ ends: inout [Int], by text: Bytes) throws(PhraseProblem) {
    var position = 0
    while position < text.count {
      switch text[position] {
      case 0x7B:
        let close = try Self.close(of: position, in: text)
        try choose(&ends, text[position + 1..<close], mayBeMissing: false)
        position = close + 1
      case 0x5B:
        let close = try Self.close(of: position, in: text)
        try choose(&ends, text[position + 1..<close], mayBeMissing: true)
        position = close + 1
      case 0x3C:
        guard let close = text.firstIndex(of: 0x3E, from: position) else {
          throw PhraseProblem(message: "a placeholder is not closed")
        }
        try hold(&ends, text[position + 1..<close])
        position = close + 1
      case 0x7D, 0x5D:
        throw PhraseProblem(message: "a bracket is closed that was not opened")
      default:
        let start = position
        while position < text.count, !Self.isSyntax(text[position]) { position += 1 }
        try forEachPiece(of: text[start..<position]) { book, piece throws(PhraseProblem) in
          switch piece {
          case .word(let word):
            if !book.words.isFiller(word) { book.step(&ends, book.words.literal(word)) }
          case .prefix(let octets):
            try book.checkPrefix(octets)
            book.step(&ends, book.words.literal(ofPrefix: octets))
          }
        }
      }
    }
  }

  private static func isSyntax(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x7B, 0x7D, 0x5B, 0x5D, 0x3C: true
    default: false
    }
  }

  /// The bracket that closes the one at `open`.
  private static func close(of open: Int, in text: Bytes) throws(PhraseProblem) -> Int {
    var depth = 0
    for position in open..<text.count {
      switch text[position] {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth == 0 {
          guard text[position] == text[open] + 2 else {
            throw PhraseProblem(message: "a bracket is closed by one of another kind")
          }
          return position
        }
      default: break
      }
    }
    throw PhraseProblem(message: "a bracket is not closed")
  }

  private mutating func step(_ ends: inout [Int], _ symbol: Symbol) {
    for index in ends.indices { ends[index] = trie.addChild(of: ends[index], symbol) }
  }

  private mutating func hold(_ ends: inout [Int], _ name: Bytes) throws(PhraseProblem) {
    switch name.string {
    case "n": step(&ends, Placeholder.number)
    case "ip": step(&ends, Placeholder.ip)
    case "address": step(&ends, Placeholder.address)
    case "domain": step(&ends, Placeholder.name)
    case "word", "words":
      guard !ends.contains(PhraseTrie.root), !ends.contains(PhraseTrie.urlRoot) else {
        throw PhraseProblem(message: "a phrase must not begin with any word")
      }
      var further = ends
      step(&further, Placeholder.word)
      guard name == "words" else {
        ends = further
        return
      }
      ends += further
      step(&further, Placeholder.word)
      ends += further
      step(&further, Placeholder.word)
      ends += further
    default:
      throw PhraseProblem(
        message: "<\(name.string)> is none of <n>, <ip>, <address>, <domain>, <word>, <words>")
    }
  }

  /// `a|b c`, or the name of a list.
  private mutating func choose(
    _ ends: inout [Int], _ text: Bytes, mayBeMissing: Bool
  ) throws(PhraseProblem) {
    let alternatives = Self.alternatives(of: text)
    var all: [Int] = mayBeMissing ? ends : []
    if alternatives.count == 1, !mayBeMissing {
      guard let list = lists[text.trimmed().string] else {
        throw PhraseProblem(message: "there is no list {\(text.string)}")
      }
      try add(list.sequences, singles: [], list.symbol, from: ends, to: &all)
    } else {
      var singles: [Int] = []
      var others: [Bytes] = []
      for alternative in alternatives {
        if alternative.firstIndex(where: { Self.isSyntax($0) }) == nil,
          let word = onlyWord(of: alternative)
        {
          singles.append(words.canonical(word))
        } else {
          others.append(alternative)
        }
      }
      try add(others, singles: singles, nil, from: ends, to: &all, mayBeEmpty: mayBeMissing)
    }
    if all.count > 1 { all = trie.unique(all) }
    guard all.count <= Self.maximumWordings else {
      throw PhraseProblem(
        message: "the phrase stands for more than \(Self.maximumWordings) wordings")
    }
    ends = all
  }

  private mutating func add(
    _ sequences: [Bytes], singles: [Int], _ symbol: Symbol?, from ends: [Int], to all: inout [Int],
    mayBeEmpty: Bool = false
  ) throws(PhraseProblem) {
    // One symbol for any of several words: a choice of words costs no more than a word.
    if let symbol = symbol ?? unnamedList(singles) {
      var further = ends
      step(&further, symbol)
      all += further
    }
    for sequence in sequences {
      var further = ends
      try extend(&further, by: sequence)
      guard mayBeEmpty || further != ends else {
        throw PhraseProblem(
          message: "an alternative is empty or has filler words only: "
            + "write [ ] for what may be missing")
      }
      all += further
    }
  }

  private mutating func unnamedList(_ members: [Int]) -> Symbol? {
    guard let first = members.first else { return nil }
    var members = members.sorted()
    var key = WordHash()
    var last = -1
    members.removeAll { member in
      defer { last = member }
      return member == last
    }
    guard members.count > 1 else { return words.literal(first) }
    for member in members {
      key.add(UInt8(truncatingIfNeeded: member))
      key.add(UInt8(truncatingIfNeeded: member >> 8))
    }
    if let symbol = unnamedLists[key] { return symbol }
    let symbol = words.freshSymbol()
    unnamedLists[key] = symbol
    for word in members { words.add(symbol, to: word) }
    return symbol
  }

  /// What stands between the `|` that stand in no bracket.
  private static func alternatives(of text: Bytes) -> [Bytes] {
    var alternatives: [Bytes] = []
    var start = 0
    var depth = 0
    for position in 0..<text.count {
      switch text[position] {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      case 0x7C where depth == 0:
        alternatives.append(text[start..<position])
        start = position + 1
      default: break
      }
    }
    alternatives.append(text[start...])
    return alternatives
  }

  // MARK: Pieces

  private enum Piece {
    case word(Int)
    case prefix([UInt8])
  }

  /// Calls `body` with the words of a text without signs; with `*` behind it, one is the beginning of words.
  private mutating func forEachPiece(
    of text: Bytes, _ body: (inout PhraseBook, Piece) throws(PhraseProblem) -> Void
  ) throws(PhraseProblem) {
    guard PlainWords.suffice(for: text) else {
      for piece in cut(text) { try body(&self, piece) }
      return
    }
    var plain = PlainWords(text)
    while let word = plain.next() {
      if word.isPrefix {
        try body(&self, .prefix(word.folded(in: text)))
      } else {
        let index = words.index(word.hash.value) { $0 += word.folded(in: text) }
        try body(&self, .word(index))
      }
    }
  }

  private mutating func pieces(_ text: Bytes) -> [Piece] {
    var pieces: [Piece] = []
    try? forEachPiece(of: text) { _, piece in pieces.append(piece) }
    return pieces
  }

  /// The only word of a text, where it is one and not a filler.
  private mutating func onlyWord(of text: Bytes) -> Int? {
    guard PlainWords.suffice(for: text) else {
      let found = cut(text)
      guard found.count == 1, case .word(let word) = found[0] else { return nil }
      return words.isFiller(word) ? nil : word
    }
    var plain = PlainWords(text)
    guard let word = plain.next(), !word.isPrefix, plain.next() == nil else { return nil }
    let index = words.index(word.hash.value) { $0 += word.folded(in: text) }
    return words.isFiller(index) ? nil : index
  }

  /// The words as the tokeniser of texts cuts them.
  private mutating func cut(_ text: Bytes) -> [Piece] {
    var tokeniser = Tokeniser(text, vocabulary: .empty, isPhrase: true)
    tokeniser.run()
    var pieces: [Piece] = []
    var foldedStart = 0
    for (token, foldedEnd) in zip(tokeniser.tokens, tokeniser.foldedEnds) {
      let folded = tokeniser.foldedWords[foldedStart..<foldedEnd]
      foldedStart = foldedEnd
      let end = Int(token.end)
      if end < text.count, text[end] == 0x2A {
        pieces.append(.prefix(Array(folded)))
      } else {
        pieces.append(.word(words.index(token.hash) { $0 += folded }))
      }
    }
    return pieces
  }

  // MARK: The end

  func index() -> PhraseIndex {
    let trie = trie.frozen()
    return PhraseIndex(
      trie: trie, vocabulary: words.vocabulary(trie), uses: uses, firstUses: firstUses)
  }
}
