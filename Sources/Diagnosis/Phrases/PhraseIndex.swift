import Octets

/// All phrases, ready to be looked for.
struct PhraseIndex {
  /// Where a sequence of words stands: in which phrase, as which of its parts.
  struct Use: BitwiseCopyable, Sendable {
    var phrase: UInt32
    var part: UInt8
    /// How many parts the phrase has.
    var partCount: UInt8
    /// The next use of the same sequence, or `UInt32.max`.
    var next: UInt32
  }

  let trie: PhraseTrie
  let vocabulary: Vocabulary
  private let uses: FrozenArray<Use>
  private let firstUses: FrozenArray<UInt32>

  init(trie: PhraseTrie, vocabulary: Vocabulary, uses: [Use], firstUses: [UInt32]) {
    self.trie = trie
    self.vocabulary = vocabulary
    self.uses = FrozenArray(uses)
    self.firstUses = FrozenArray(firstUses)
  }

  init() { self.init(trie: PhraseTrie(), vocabulary: .empty, uses: [], firstUses: []) }

  @inline(__always)
  func firstUse(of needle: UInt32) -> Use? {
    let index = firstUses[Int(needle)]
    return index == .max ? nil : uses[Int(index)]
  }

  @inline(__always)
  func use(behind use: Use) -> Use? {
    use.next == .max ? nil : uses[Int(use.next)]
  }

  func phrases(in tokens: [Token]) -> PhraseHits {
    var matcher = Matcher(tokens, trie: trie, vocabulary: vocabulary)
    matcher.run()
    return PhraseHits(matcher.hits, self)
  }
}
