/// Where the replies of other hosts are quoted in a text.
struct QuotedReplies {
  /// Where they begin, in tokens.
  var starts: [Int32] = []
  /// The words that announce them: no rule is named by these.
  var marks: [TokenRange] = []

  /// Whether a sequence of words begins in one reply and ends in another ("host mx.example.net said: 550
  /// delivery not allowed" does not say that a host is not allowed), or is only what announces the inner one.
  func part(_ hit: PhraseHit, of phrases: PhraseHits) -> Bool {
    guard !starts.isEmpty else { return false }
    return !phrases.allRanges(of: hit) { range in
      !starts.contains { range.start < $0 && $0 < range.end }
        && !marks.contains { $0.contains(range) }
    }
  }

  /// How many replies of other hosts begin before a token: words in the innermost count most.
  func depth(at token: Int32) -> Int {
    var depth = 0
    for start in starts where start <= token { depth += 1 }
    return depth
  }
}
