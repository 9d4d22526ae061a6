/// A phrase that was found whole.
struct PhraseHit: BitwiseCopyable, Sendable {
  var phrase: Int32
  /// Where it stands, in tokens; with gaps where it has several parts.
  var start: Int32
  var end: Int32
  /// Its parts in `PhraseHits.parts`; none where it is one run of words.
  var firstPart: Int32 = 0
  var partCount: Int32 = 0
  /// Of one run of words, those that stand only for "any word": see `TokenRange`.
  var anyWords: UInt32 = 0
}

/// A run of tokens.
struct TokenRange: BitwiseCopyable, Sendable {
  var start: Int32
  var end: Int32
  /// A bit for each token, from the first on, that stands only for "any word".
  var anyWords: UInt32 = 0
  var count: Int { Int(end - start) }

  func contains(_ other: TokenRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether it has all words of another run, and none of them only as "any word".
  func accounts(for other: TokenRange) -> Bool {
    guard contains(other) else { return false }
    let own = anyWords >> UInt32(other.start - start)
    let mask = other.count < 32 ? (1 << UInt32(other.count)) - 1 : UInt32.max
    return own & mask & ~other.anyWords == 0
  }
}

/// The phrases that a text has, in the order of their ends.
struct PhraseHits: Sendable {
  /// So many words may stand between two parts of a phrase.
  static let maximumGap: Int32 = 40

  private(set) var hits: [PhraseHit] = []
  /// The parts of those hits that have several.
  private(set) var parts: [TokenRange] = []

  /// A phrase of several parts of which not all have been found.
  private struct Progress: Sendable {
    var phrase: UInt32
    var parts: [TokenRange]
  }
  private var progress: [Progress] = []

  init(_ needles: [NeedleHit], _ book: PhraseIndex) {
    hits.reserveCapacity(needles.count)
    for needle in needles {
      var use = book.firstUse(of: needle.needle)
      while let current = use {
        take(
          current,
          TokenRange(start: needle.start, end: needle.end, anyWords: needle.anyWords), book)
        use = book.use(behind: current)
      }
    }
  }

  private mutating func take(_ use: PhraseIndex.Use, _ range: TokenRange, _ book: PhraseIndex) {
    guard use.partCount > 1 else {
      hits.append(
        PhraseHit(
          phrase: Int32(use.phrase), start: range.start, end: range.end,
          anyWords: range.anyWords))
      return
    }
    let index = progress.firstIndex { $0.phrase == use.phrase }
    if use.part == 0 {
      // The latest first part is the nearest to what follows.
      if let index {
        if progress[index].parts.count <= 1 { progress[index].parts = [range] }
      } else {
        progress.append(Progress(phrase: use.phrase, parts: [range]))
      }
      return
    }
    guard let index, Int(use.part) == progress[index].parts.count,
      let last = progress[index].parts.last, range.start >= last.end,
      range.start - last.end <= Self.maximumGap
    else { return }
    progress[index].parts.append(range)
    guard progress[index].parts.count == Int(use.partCount) else { return }
    let found = progress.remove(at: index).parts
    hits.append(
      PhraseHit(
        phrase: Int32(use.phrase), start: found[0].start, end: range.end,
        firstPart: Int32(parts.count), partCount: Int32(found.count)))
    parts += found
  }

  /// Whether `condition` holds for every run of words of a hit.
  @inline(__always)
  func allRanges(of hit: PhraseHit, satisfy condition: (TokenRange) -> Bool) -> Bool {
    if hit.partCount == 0 {
      return condition(TokenRange(start: hit.start, end: hit.end, anyWords: hit.anyWords))
    }
    for part in Int(hit.firstPart)..<Int(hit.firstPart + hit.partCount)
    where !condition(parts[part]) {
      return false
    }
    return true
  }

  func wordCount(of hit: PhraseHit) -> Int {
    var count = 0
    _ = allRanges(of: hit) {
      count += $0.count
      return true
    }
    return count
  }
}
