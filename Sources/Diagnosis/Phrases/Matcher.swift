/// Where a sequence of words was found, in tokens.
struct NeedleHit {
  var needle: UInt32
  var start: Int32
  /// Behind the last token of the sequence.
  var end: Int32
}

/// Looks for all phrases in a text.
struct Matcher {
  /// So many addresses, hosts and IP addresses in a row a phrase may run through: "host mx.example.net
  /// [192.0.2.1] said" is "host said".
  static let maximumSkipped = 3
  /// So many findings are kept of one text; a text with more repeats itself.
  static let maximumHits = 4_000

  private let trie: PhraseTrie
  private let symbols: [Symbol]
  private let tokens: [Token]
  private var start = 0
  private(set) var hits: [NeedleHit] = []

  init(_ tokens: [Token], trie: PhraseTrie, vocabulary: Vocabulary) {
    self.trie = trie
    self.symbols = vocabulary.symbols
    self.tokens = tokens
    hits.reserveCapacity(16)
  }

  mutating func run() {
    for index in tokens.indices {
      let token = tokens[index]
      guard hits.count < Self.maximumHits else { return }
      let root = token.inURL ? PhraseTrie.urlRoot : PhraseTrie.root
      start = index
      for symbol in range(token.symbols) {
        if let node = trie.child(of: root, symbol) { arrive(node, index + 1) }
      }
      if let placeholder = token.kind.placeholder { follow(placeholder, root, index) }
    }
  }

  @inline(__always)
  private func range(_ range: SymbolRange) -> ArraySlice<Symbol> {
    symbols[Int(range.start)..<Int(range.start + range.count)]
  }

  /// At a node: it may be the end of a phrase, and phrases may go on. As deep as the longest phrase.
  private mutating func arrive(_ node: Int, _ next: Int) {
    let needle = trie.needles[node]
    if needle != 0 {
      hits.append(NeedleHit(needle: needle - 1, start: Int32(start), end: Int32(next)))
    }
    goOn(node, next, skipped: 0)
  }

  private mutating func goOn(_ node: Int, _ from: Int, skipped: Int) {
    var next = from
    if tokens[next - 1].endsSentence { return }
    while next < tokens.count, tokens[next].kind == .code || tokens[next].kind == .filler {
      if tokens[next].endsSentence { return }
      next += 1
    }
    guard next < tokens.count else { return }
    let token = tokens[next]
    guard token.inURL == tokens[start].inURL else { return }
    for symbol in range(token.symbols) {
      if let child = trie.child(of: node, symbol) { arrive(child, next + 1) }
    }
    if trie.placeholders[node] != 0 {
      follow(Placeholder.word, node, next)
      if let placeholder = token.kind.placeholder { follow(placeholder, node, next) }
    }
    if token.isTransparent, skipped < Self.maximumSkipped, !token.inURL {
      goOn(node, next + 1, skipped: skipped + 1)
    }
  }

  private mutating func follow(_ placeholder: Symbol, _ node: Int, _ next: Int) {
    guard trie.hasPlaceholder(node, placeholder),
      let child = trie.child(of: node, placeholder)
    else { return }
    arrive(child, next + 1)
  }
}

extension Token.Kind {
  /// What stands for any token of the kind.
  fileprivate var placeholder: Symbol? {
    switch self {
    case .number: Placeholder.number
    case .ip: Placeholder.ip
    case .address: Placeholder.address
    case .name: Placeholder.name
    case .word, .code, .filler: nil
    }
  }
}

/// A phrase that was found whole.
struct PhraseHit {
  var phrase: Int
  /// Where its parts stand, in tokens; one for most.
  var spans: [Range<Int>]

  var start: Int { spans.first?.lowerBound ?? 0 }
  var end: Int { spans.last?.upperBound ?? 0 }
  var wordCount: Int { spans.reduce(0) { $0 + $1.count } }
}
