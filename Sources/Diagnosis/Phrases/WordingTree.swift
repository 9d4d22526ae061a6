import Octets

/// The tree of all wordings while phrases are put into it.
///
/// Words are written as in a sentence; what is no word (punctuation, capitals, accents) does not count.
/// `…` or `...` means "then, later in the text"; `{a|b c}` one of several, `{name}` one word of a list
/// named elsewhere; `[a b]` may be missing; `grey*` a word that begins so; `<n>`, `<ip>`, `<address>`,
/// `<domain>`, `<word>` such a token, `<words>` up to three words.
///
/// All phrases are read whenever the program starts: each is read once, from its first octet to its last, and
/// nothing is allocated for a single one.
struct WordingTree {
  /// So many wordings one line may stand for.
  static let maximumWordings = 2_000

  var words = WordBook()
  var trie = GrowingTrie()
  private var lists: [String: (symbol: Symbol, sequences: [Bytes])] = [:]
  /// By a hash of their words; room for as many as the rules that are shipped have.
  private var unnamedLists = GrowingNumbers(expecting: 2_000)

  // What is being read, outer brackets first; kept for its capacity.
  /// The nodes that the wordings lead to so far.
  private(set) var ends = Stack<Int>()
  /// The alternatives that are a single word.
  private var singles = Stack<Int>()
  /// The words of what was read, the last run from `firstPiece` on.
  private var pieces = Stack<WordBook.Piece>()
  private var firstPiece = 0

  // MARK: Lists

  mutating func define(list name: String, members: [Bytes]) throws(PhraseProblem) {
    let symbol = words.freshSymbol()
    var sequences: [Bytes] = []
    for member in members {
      readPieces(of: PhraseRun(member))
      guard firstPiece < pieces.count else {
        throw PhraseProblem(message: "an entry of the list is empty")
      }
      switch (pieces.count - firstPiece, pieces[firstPiece]) {
      case (1, .word(let word)): words.add(symbol, to: word)
      case (1, .prefix(let prefix)):
        try checkPrefix(prefix)
        words.add(symbol, toPrefix: prefix)
      default: sequences.append(member)
      }
    }
    guard lists.updateValue((symbol, sequences), forKey: name) == nil else {
      throw PhraseProblem(message: "the list \(name) is defined twice")
    }
  }

  private func checkPrefix(_ prefix: Int) throws(PhraseProblem) {
    guard words.length(ofPrefix: prefix) >= PrefixTable.minimumLength else {
      throw PhraseProblem(
        message: "a beginning with * must have \(PrefixTable.minimumLength) letters at least")
    }
  }

  // MARK: Sequences

  /// Reads what stands up to the next gap; the nodes behind every wording of it are then `ends`.
  mutating func read(_ cursor: inout PhraseCursor, from root: Int) throws(PhraseProblem) {
    ends.truncate(to: 0)
    singles.truncate(to: 0)
    pieces.truncate(to: 0)
    ends.push(root)
    try readSequence(&cursor, from: 0)
  }

  /// Walks on from the nodes from `first` on, up to a gap, the end of the alternative or that of the text.
  private mutating func readSequence(
    _ cursor: inout PhraseCursor, from first: Int
  ) throws(PhraseProblem) {
    while let octet = cursor.current, !cursor.endsAlternative {
      switch octet {
      case 0x7B, 0x5B: try readChoice(&cursor, from: first)
      case 0x3C: try step(from: first, byPlaceholder: cursor.readPlaceholder())
      case 0x7D, 0x5D:
        throw PhraseProblem(message: "a bracket is closed that was not opened")
      default:
        let run = try cursor.readRun()
        if run.text.isEmpty { return }
        readPieces(of: run)
        try stepByPieces(from: first)
      }
    }
  }

  private mutating func step(from first: Int, _ symbol: Symbol) {
    for index in first..<ends.count { ends[index] = trie.addChild(of: ends[index], symbol) }
  }

  private mutating func readPieces(of run: PhraseRun) {
    firstPiece = pieces.count
    words.pushPieces(of: run, to: &pieces)
  }

  private mutating func stepByPieces(from first: Int) throws(PhraseProblem) {
    for index in firstPiece..<pieces.count {
      switch pieces[index] {
      case .word(let word):
        if !words.isFiller(word) { step(from: first, words.literal(word)) }
      case .prefix(let prefix):
        try checkPrefix(prefix)
        step(from: first, words.literal(ofPrefix: prefix))
      }
    }
  }

  private mutating func step(
    from first: Int, byPlaceholder name: Bytes
  ) throws(PhraseProblem) {
    switch name {
    case "n": step(from: first, Placeholder.number)
    case "ip": step(from: first, Placeholder.ip)
    case "address": step(from: first, Placeholder.address)
    case "domain": step(from: first, Placeholder.name)
    case "word":
      try checkBeginning(from: first)
      step(from: first, Placeholder.word)
    case "words":
      try checkBeginning(from: first)
      let count = ends.count - first
      for index in first..<first + 3 * count {
        ends.push(trie.addChild(of: ends[index], Placeholder.word))
      }
    default:
      throw PhraseProblem(
        message: "<\(name.string)> is none of <n>, <ip>, <address>, <domain>, <word>, <words>")
    }
  }

  private func checkBeginning(from first: Int) throws(PhraseProblem) {
    for index in first..<ends.count where ends[index] <= PhraseTrie.urlRoot {
      throw PhraseProblem(message: "a phrase must not begin with any word")
    }
  }

  // MARK: Choices

  /// `{a|b c}`, `[a|b c]`, or the name of a list in braces.
  private mutating func readChoice(
    _ cursor: inout PhraseCursor, from first: Int
  ) throws(PhraseProblem) {
    let mayBeMissing = cursor.current == 0x5B
    let closing: UInt8 = mayBeMissing ? 0x5D : 0x7D
    let before = first..<ends.count
    let firstSingle = singles.count
    cursor.enterBracket()
    let start = cursor.position
    var isFirst = true
    while true {
      // The first may be the name of a list.
      if isFirst || !readSingle(&cursor, singlesFrom: firstSingle) {
        let run = try cursor.readRun()
        if isFirst, !mayBeMissing, cursor.current == closing {
          try step(from: before, byList: run.text)
        } else {
          readPieces(of: run)
          try readAlternative(
            &cursor, from: before, singlesFrom: firstSingle, mayBeEmpty: mayBeMissing)
        }
      }
      if cursor.current == closing { break }
      guard cursor.current == 0x7C else {
        throw PhraseProblem(message: "a bracket is closed by one of another kind")
      }
      cursor.skip()
      isFirst = false
    }
    let inside = cursor.text[start..<cursor.position]
    cursor.leaveBracket()
    if isFirst, !mayBeMissing, lists[inside.trimmed().string] == nil {
      throw PhraseProblem(message: "there is no list {\(inside.string)}")
    }
    // One symbol for any of several words: a choice of words costs no more than a word.
    if let symbol = symbol(ofSinglesFrom: firstSingle) {
      step(from: branch(from: before), symbol)
    }
    if !mayBeMissing { ends.remove(before) }
    if ends.count - first > 1 { trie.removeRepeated(&ends, from: first) }
    guard ends.count - first <= Self.maximumWordings else {
      throw PhraseProblem(
        message: "the phrase stands for more than \(Self.maximumWordings) wordings")
    }
  }

  /// Reads an alternative that is a single word, as most are: the short way.
  ///
  /// - Returns: Whether it was one.
  private mutating func readSingle(
    _ cursor: inout PhraseCursor, singlesFrom firstSingle: Int
  ) -> Bool {
    guard let plain = cursor.loneWord else { return false }
    let word = words.index(plain, in: cursor.text)
    guard !words.isFiller(word) else { return false }
    insertSingle(words.canonical(word), from: firstSingle)
    cursor.skip(plain)
    return true
  }

  /// Reads on behind the pieces that an alternative begins with.
  private mutating func readAlternative(
    _ cursor: inout PhraseCursor, from before: Range<Int>, singlesFrom firstSingle: Int,
    mayBeEmpty: Bool
  ) throws(PhraseProblem) {
    if cursor.endsAlternative, pieces.count - firstPiece == 1,
      case .word(let word) = pieces[firstPiece],
      !words.isFiller(word)
    {
      insertSingle(words.canonical(word), from: firstSingle)
      return
    }
    let further = branch(from: before)
    try stepByPieces(from: further)
    try readSequence(&cursor, from: further)
    guard cursor.current != nil else { throw PhraseProblem(message: "a bracket is not closed") }
    try checkStep(from: before, to: further, mayBeEmpty: mayBeEmpty)
  }

  private mutating func step(
    from before: Range<Int>, byList name: Bytes
  ) throws(PhraseProblem) {
    guard let list = lists[name.trimmed().string] else {
      throw PhraseProblem(message: "there is no list {\(name.string)}")
    }
    step(from: branch(from: before), list.symbol)
    for sequence in list.sequences {
      let further = branch(from: before)
      var cursor = PhraseCursor(sequence, hasGaps: false)
      try readSequence(&cursor, from: further)
      try checkStep(from: before, to: further, mayBeEmpty: false)
    }
  }

  private func checkStep(
    from before: Range<Int>, to further: Int, mayBeEmpty: Bool
  ) throws(PhraseProblem) {
    guard mayBeEmpty || hasStepped(from: before, to: further) else {
      throw PhraseProblem(
        message: "an alternative is empty or has filler words only: "
          + "write [ ] for what may be missing")
    }
  }

  private func hasStepped(from before: Range<Int>, to further: Int) -> Bool {
    guard ends.count - further == before.count else { return true }
    for offset in 0..<before.count
    where ends[further + offset] != ends[before.lowerBound + offset] {
      return true
    }
    return false
  }

  /// Appends the nodes that stand before a bracket, for an alternative to walk on from.
  ///
  /// - Returns: Where they begin.
  private mutating func branch(from before: Range<Int>) -> Int {
    let further = ends.count
    for index in before { ends.push(ends[index]) }
    return further
  }

  /// Puts a word among those from `first` on, which are in rising order, each once.
  private mutating func insertSingle(_ word: Int, from first: Int) {
    var place = singles.count
    while place > first, singles[place - 1] > word { place -= 1 }
    guard place == first || singles[place - 1] != word else { return }
    singles.push(word)
    var index = singles.count - 1
    while index > place {
      singles[index] = singles[index - 1]
      index -= 1
    }
    singles[place] = word
  }

  /// The symbol of any of the single words that were read, which are then forgotten; nil for none.
  private mutating func symbol(ofSinglesFrom first: Int) -> Symbol? {
    defer { singles.truncate(to: first) }
    let count = singles.count - first
    guard count > 1 else { return count == 1 ? words.literal(singles[first]) : nil }
    var key = WordHash()
    for index in first..<singles.count {
      key.add(UInt8(truncatingIfNeeded: singles[index]))
      key.add(UInt8(truncatingIfNeeded: singles[index] >> 8))
    }
    if let symbol = unnamedLists[key.value] { return symbol }
    let symbol = words.freshSymbol()
    unnamedLists.set(symbol, for: key.value)
    for index in first..<singles.count { words.add(symbol, to: singles[index]) }
    return symbol
  }
}
