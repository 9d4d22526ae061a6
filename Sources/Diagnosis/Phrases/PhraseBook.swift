import Octets

/// What is wrong with a phrase.
struct PhraseProblem: Error {
  var message: String
}

/// Collects phrases, and what is known of words before them.
struct PhraseBook {
  /// So many parts a phrase may have, with gaps between them.
  static let maximumParts = 4

  private var tree = WordingTree()
  private var phraseCount = 0
  private var uses: [PhraseIndex.Use] = []
  private var firstUses: [UInt32] = []

  init() {
    uses.reserveCapacity(1 << 14)
    firstUses.reserveCapacity(1 << 14)
  }

  // MARK: Words

  /// Names words that do not count.
  mutating func define(fillers members: [Bytes]) throws(PhraseProblem) {
    for member in members { tree.words.makeFiller(try tree.words.onlyWord(of: member)) }
  }

  /// Names words that count as the first of them.
  mutating func define(same members: [Bytes]) throws(PhraseProblem) {
    guard let first = members.first else { return }
    let canonical = try tree.words.onlyWord(of: first)
    for member in members.dropFirst() {
      tree.words.makeSame(try tree.words.onlyWord(of: member), as: canonical)
    }
  }

  /// Names a list of words for `{name}`.
  mutating func define(list name: String, members: [Bytes]) throws(PhraseProblem) {
    try tree.define(list: name, members: members)
  }

  // MARK: Phrases

  /// - Returns: the phrase's number.
  mutating func add(_ text: Bytes, inURLs: Bool) throws(PhraseProblem) -> Int {
    let root = inURLs ? PhraseTrie.urlRoot : PhraseTrie.root
    var cursor = PhraseCursor(text)
    var partCount = 0
    let firstUse = uses.count
    repeat {
      guard partCount < Self.maximumParts else {
        throw PhraseProblem(message: "the phrase has more than \(Self.maximumParts) parts")
      }
      try tree.read(&cursor, from: root)
      for index in 0..<tree.ends.count {
        guard tree.ends[index] != root else {
          throw PhraseProblem(
            message: "nothing is left of it, or of a part of it: filler words do not count")
        }
        add(
          PhraseIndex.Use(
            phrase: UInt32(phraseCount), part: UInt8(partCount), partCount: 1, next: .max),
          at: tree.ends[index])
      }
      partCount += 1
    } while cursor.skipGap()
    if partCount > 1 {
      for index in firstUse..<uses.count { uses[index].partCount = UInt8(partCount) }
    }
    phraseCount += 1
    return phraseCount - 1
  }

  private mutating func add(_ use: PhraseIndex.Use, at node: Int) {
    let needle = tree.trie.needle(at: node)
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

  // MARK: The end

  func index() -> PhraseIndex {
    let trie = tree.trie.frozen()
    return PhraseIndex(
      trie: trie, vocabulary: tree.words.vocabulary(trie), uses: uses, firstUses: firstUses)
  }
}
