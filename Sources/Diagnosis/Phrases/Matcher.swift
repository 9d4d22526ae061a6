/// Where a sequence of words was found, in tokens.
struct NeedleHit: BitwiseCopyable {
  var needle: UInt32
  var start: Int32
  /// Behind the last token of the sequence.
  var end: Int32
  /// A bit for each of its tokens, from the first on, that stands only for "any word".
  var anyWords: UInt32
}

/// Looks for all phrases in a text.
struct Matcher {
  /// So many addresses, hosts and IP addresses in a row a phrase may run through: "host mx.example.net
  /// [192.0.2.1] said" is "host said".
  static let maximumSkipped = 3
  /// So many findings are kept of one text; a text with more repeats itself.
  static let maximumHits = 1_000

  private let trie: PhraseTrie
  private let vocabulary: Vocabulary
  private let tokens: [Token]
  private var start = 0
  private var isInURL = false
  private(set) var hits: [NeedleHit] = []

  init(_ tokens: [Token], trie: PhraseTrie, vocabulary: Vocabulary) {
    self.trie = trie
    self.vocabulary = vocabulary
    self.tokens = tokens
    hits.reserveCapacity(16)
  }

  mutating func run() {
    var index = 0
    while index < tokens.count, hits.count < Self.maximumHits {
      let token = tokens[index]
      start = index
      isInURL = token.inURL
      index += 1
      if token.word != Vocabulary.unknown {
        let word = vocabulary.word(token.word)
        var next = Int(word.firstStart) + (isInURL ? Int(word.startCount) : 0)
        let end = next + Int(isInURL ? word.urlStartCount : word.startCount)
        while next < end {
          arrive(Int(vocabulary.starts[next]), index, 0)
          next += 1
        }
      }
      if let placeholder = token.kind.placeholder,
        let node = trie.childOfRoot(
          isInURL ? PhraseTrie.urlRoot : PhraseTrie.root, placeholder)
      {
        arrive(node, index, 0)
      }
    }
  }

  /// At a node: it may be the end of a phrase, and phrases may go on. As deep as the longest phrase.
  private mutating func arrive(_ number: Int, _ next: Int, _ anyWords: UInt32) {
    let node = trie.node(number)
    if node.needle != 0 {
      hits.append(
        NeedleHit(
          needle: node.needle - 1, start: Int32(start), end: Int32(next), anyWords: anyWords))
    }
    if node.edgeCount > 0 { goOn(node, next, anyWords, skipped: 0) }
  }

  private mutating func goOn(
    _ node: PhraseTrie.Node, _ from: Int, _ anyWords: UInt32, skipped: Int
  ) {
    var next = from
    if tokens[next - 1].endsSentence { return }
    while next < tokens.count, tokens[next].isNeverCounted {
      if tokens[next].endsSentence { return }
      next += 1
    }
    guard next < tokens.count else { return }
    let token = tokens[next]
    guard token.inURL == isInURL else { return }
    if token.word != Vocabulary.unknown {
      let word = vocabulary.word(token.word)
      if word.filter & node.filter != 0 { follow(node, token.word, word, next, anyWords) }
    }
    if node.placeholders != 0 {
      if let child = trie.child(of: node, Placeholder.word) {
        // Shifted by 32 or more, the bit is gone: longer phrases than that have no words so far behind.
        arrive(child, next + 1, anyWords | 1 << UInt32(next - start))
      }
      if let placeholder = token.kind.placeholder,
        let child = trie.child(of: node, placeholder)
      {
        arrive(child, next + 1, anyWords)
      }
    }
    if token.isTransparent, skipped < Self.maximumSkipped, !isInURL {
      goOn(node, next + 1, anyWords, skipped: skipped + 1)
    }
  }

  /// Goes on along every edge that bears a symbol of the word: by the edges where they are few.
  private mutating func follow(
    _ node: PhraseTrie.Node, _ number: UInt32, _ word: KnownWord, _ next: Int,
    _ anyWords: UInt32
  ) {
    if Int(node.edgeCount) <= Int(word.symbolCount) {
      for index in 0..<Int(node.edgeCount) {
        let edge = trie.edge(node, index)
        if word.filter & (1 << UInt64(edge.symbol & 63)) != 0, vocabulary.has(number, edge.symbol) {
          arrive(Int(edge.node), next + 1, anyWords)
        }
      }
    } else {
      for index in 0..<Int(word.symbolCount) {
        if let child = trie.child(of: node, vocabulary.symbols[Int(word.firstSymbol) + index]) {
          arrive(child, next + 1, anyWords)
        }
      }
    }
  }
}

extension Token.Kind {
  /// What stands for any token of the kind.
  @inline(__always)
  fileprivate var placeholder: Symbol? {
    switch self {
    case .number: Placeholder.number
    case .ip: Placeholder.ip
    case .address: Placeholder.address
    case .name: Placeholder.name
    case .word, .reply, .status, .filler: nil
    }
  }
}
