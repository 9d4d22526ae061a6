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
  private var unnamedLists: [WordHash: Symbol] = [:]

  // What is being read, outer brackets first; kept for its capacity.
  /// The nodes that the wordings lead to so far.
  private var ends: [Int] = []
  /// The alternatives that are a single word.
  private var singles: [Int] = []
  /// The words of what was read, the last run from `firstPiece` on.
  private var pieces: [WordBook.Piece] = []
  private var firstPiece = 0

  init() {
    // As many as the rules that are shipped have.
    unnamedLists.reserveCapacity(700)
  }

  // MARK: Lists

  mutating func define(list name: String, members: [Bytes]) throws(PhraseProblem) {
    let symbol = words.freshSymbol()
    var sequences: [Bytes] = []
    for member in members {
      readPieces(of: PhraseCursor.Run(text: member, isPlain: PlainWords.suffice(for: member)))
      guard firstPiece < pieces.count else {
        throw PhraseProblem(message: "an entry of the list is empty")
      }
      switch (pieces.count - firstPiece, pieces[firstPiece]) {
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

  // MARK: Sequences

  /// The nodes behind every wording of what stands up to the next gap.
  mutating func ends(
    of cursor: inout PhraseCursor, from root: Int
  ) throws(PhraseProblem) -> [Int] {
    ends.removeAll(keepingCapacity: true)
    singles.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    ends.append(root)
    try readSequence(&cursor, from: 0)
    return ends
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

  private mutating func readPieces(of run: PhraseCursor.Run) {
    firstPiece = pieces.count
    words.appendPieces(of: run.text, isPlain: run.isPlain, to: &pieces)
  }

  private mutating func stepByPieces(from first: Int) throws(PhraseProblem) {
    for index in firstPiece..<pieces.count {
      switch pieces[index] {
      case .word(let word):
        if !words.isFiller(word) { step(from: first, words.literal(word)) }
      case .prefix(let octets):
        try checkPrefix(octets)
        step(from: first, words.literal(ofPrefix: octets))
      }
    }
  }

  private mutating func step(
    from first: Int, byPlaceholder name: Bytes
  ) throws(PhraseProblem) {
    switch name.string {
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
        ends.append(trie.addChild(of: ends[index], Placeholder.word))
      }
    default:
      throw PhraseProblem(
        message: "<\(name.string)> is none of <n>, <ip>, <address>, <domain>, <word>, <words>")
    }
  }

  private func checkBeginning(from first: Int) throws(PhraseProblem) {
    guard !ends[first...].contains(where: { $0 <= PhraseTrie.urlRoot }) else {
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
      let run = try cursor.readRun()
      if isFirst, !mayBeMissing, cursor.current == closing {
        try step(from: before, byList: run.text)
      } else {
        readPieces(of: run)
        try readAlternative(
          &cursor, from: before, singlesFrom: firstSingle, mayBeEmpty: mayBeMissing)
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
    if !mayBeMissing { ends.removeSubrange(before) }
    if ends.count - first > 1 { trie.removeRepeated(&ends, from: first) }
    guard ends.count - first <= Self.maximumWordings else {
      throw PhraseProblem(
        message: "the phrase stands for more than \(Self.maximumWordings) wordings")
    }
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
    guard mayBeEmpty || !ends[further...].elementsEqual(ends[before]) else {
      throw PhraseProblem(
        message: "an alternative is empty or has filler words only: "
          + "write [ ] for what may be missing")
    }
  }

  /// Appends the nodes that stand before a bracket, for an alternative to walk on from.
  ///
  /// - Returns: Where they begin.
  private mutating func branch(from before: Range<Int>) -> Int {
    let further = ends.count
    for index in before { ends.append(ends[index]) }
    return further
  }

  /// Puts a word among those from `first` on, which are in rising order, each once.
  private mutating func insertSingle(_ word: Int, from first: Int) {
    var place = singles.count
    while place > first, singles[place - 1] > word { place -= 1 }
    guard place == first || singles[place - 1] != word else { return }
    singles.insert(word, at: place)
  }

  /// The symbol of any of the single words that were read, which are then forgotten; nil for none.
  private mutating func symbol(ofSinglesFrom first: Int) -> Symbol? {
    defer { singles.removeSubrange(first...) }
    let count = singles.count - first
    guard count > 1 else { return count == 1 ? words.literal(singles[first]) : nil }
    var key = WordHash()
    for index in first..<singles.count {
      key.add(UInt8(truncatingIfNeeded: singles[index]))
      key.add(UInt8(truncatingIfNeeded: singles[index] >> 8))
    }
    if let symbol = unnamedLists[key] { return symbol }
    let symbol = words.freshSymbol()
    unnamedLists[key] = symbol
    for index in first..<singles.count { words.add(symbol, to: singles[index]) }
    return symbol
  }
}
