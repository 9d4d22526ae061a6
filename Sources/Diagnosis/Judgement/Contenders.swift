/// A rule whose words stand in a text, so that it decides where it applies.
struct Contender: Sendable {
  let rule: Int
  let rank: UInt64
  /// For each of its runs of words that is part of longer phrases the rules these belong to, where all its runs are:
  /// then it doesn't decide where one of each applies.
  let coverers: [[Int]]
}

/// The rules whose words stand in a text, as far as one of them may decide. The order is that of docs/rules.md:
/// nothing depends on the order of rules in their files.
struct Contenders: ~Copyable {
  /// The strongest first, up to the one that decides if none before it does.
  private(set) var all: [Contender] = []

  private let set: RuleSet
  private let phrases: PhraseHits
  private let replies: QuotedReplies
  private let hits: [(rule: Int, hit: PhraseHit)]

  /// So many words apart the words of a faint rule may stand.
  private static let faintReach: Int32 = 16

  init(
    _ named: [(rule: Int, hit: PhraseHit)], _ phrases: PhraseHits, _ replies: QuotedReplies,
    _ set: RuleSet
  ) {
    self.set = set
    self.phrases = phrases
    self.replies = replies
    hits = named.filter { rule, hit in
      !replies.part(hit, of: phrases)
        && !(set.conditions[rule].level == .faintWords && hit.end - hit.start > Self.faintReach)
    }
    for (place, rank) in ranked() {
      let rule = hits[place].rule
      // Where the rule applies it has decided already.
      if all.contains(where: { $0.rule == rule && $0.coverers.isEmpty }) { continue }
      guard let coverers = coverers(of: hits[place]) else { continue }
      all.append(Contender(rule: rule, rank: rank, coverers: coverers))
      if coverers.isEmpty && set.conditions[rule].isOfWordsAlone { break }
    }
  }

  /// The places in `hits`, the strongest rule first. Rules of one rank name the same cause; which of them is shown
  /// must not hang on where it stands.
  private func ranked() -> [(place: Int, rank: UInt64)] {
    var ranked = hits.enumerated().map { (place: $0.offset, rank: rank($0.element)) }
    ranked.sort { left, right in
      if left.rank != right.rank { return left.rank > right.rank }
      return set.rules[hits[left.place].rule].id < set.rules[hits[right.place].rule].id
    }
    return ranked
  }

  private func rank(_ named: (rule: Int, hit: PhraseHit)) -> UInt64 {
    let conditions = set.conditions[named.rule]
    var rank = conditions.rank(depth: replies.depth(at: named.hit.start))
    rank = rank << 6 | UInt64(conditions.causeRank)
    rank = rank << 8 | UInt64(min(phrases.wordCount(of: named.hit), 255))
    return rank << 16 | UInt64(min(named.hit.start, 65_535))
  }

  /// Whose longer phrases cover a phrase if their rules are no weaker: "domain not found" says nothing where
  /// "sender address rejected: domain not found" stands.
  ///
  /// - Returns: nil where it is covered in any case; none where it never is.
  private func coverers(of named: (rule: Int, hit: PhraseHit)) -> [[Int]]? {
    let weight = set.conditions[named.rule].coveringWeight
    var coverers: [[Int]] = []
    let mayBeCovered = phrases.allRanges(of: named.hit) { range in
      var rules: [Int] = []
      for (rule, hit) in hits
      where set.conditions[rule].coveringWeight >= weight && covers(hit, range) {
        if set.conditions[rule].isOfWordsAlone { return true }
        rules.append(rule)
      }
      coverers.append(rules)
      return !rules.isEmpty
    }
    if !mayBeCovered { return [] }
    return coverers.isEmpty ? nil : coverers
  }

  private func covers(_ hit: PhraseHit, _ range: TokenRange) -> Bool {
    hit.start <= range.start && range.end <= hit.end
      && !phrases.allRanges(of: hit) { cover in
        !(cover.accounts(for: range) && cover.count > range.count)
      }
  }
}
