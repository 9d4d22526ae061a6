import Model
import Octets

/// A rule that applies, and how strongly.
struct Candidate {
  var rule: Int
  var rank: UInt64
  var basis: Finding.Basis
  /// Where its words stand; nil for rules on codes.
  var hit: PhraseHit?
}

/// Finds the rule that decides. The order is that of docs/rules.md: nothing depends on the order of rules
/// in their files.
struct Decision {
  let set: RuleSet
  let reading: TextReading
  private let remoteHost: String?
  private let dialect: String?
  private let reply: ReplyCode?
  private let status: EnhancedStatus?

  init(set: RuleSet, reading: TextReading, evidence: borrowing Evidence, codes: Codes) {
    self.set = set
    self.reading = reading
    remoteHost = evidence.remoteHost
    dialect = evidence.dialect
    (reply, status) = codes.deciding
  }

  /// So many words apart the words of a faint rule may stand.
  private static let faintReach: Int32 = 16

  func best() -> Candidate? {
    var best = bestByWords()
    // Words that are not weak beat every code, and a user's rule may be one on codes.
    let level = best.map { set.conditions[$0.rule].level }
    if level != .words || !set.usersCodeRules.isEmpty {
      for rule in level == .words ? set.usersCodeRules : set.codeRules where applies(rule) {
        let basis: Finding.Basis = set.rules[rule].statuses.isEmpty ? .reply : .status
        let rank = rank(ofCodeRule: rule)
        if rank > best?.rank ?? 0 { best = Candidate(rule: rule, rank: rank, basis: basis) }
      }
    }
    return best
  }

  private func bestByWords() -> Candidate? {
    guard !reading.rules.isEmpty else { return nil }
    var hits: [(rule: Int, hit: PhraseHit)] = []
    hits.reserveCapacity(reading.rules.count)
    for (rule, hit) in reading.rules
    where (set.conditions[rule].isFree || applies(rule)) && !reading.spansReplies(hit)
      && !(set.conditions[rule].level == .faintWords && hit.end - hit.start > Self.faintReach)
    {
      hits.append((rule, hit))
    }
    var best: Candidate?
    for (index, (rule, hit)) in hits.enumerated() {
      let rank = rank(rule, hit)
      guard rank > best?.rank ?? 0 || isFirstOfEquals(rule, rank, best),
        !isCovered(index, in: hits)
      else { continue }
      best = Candidate(rule: rule, rank: rank, basis: .words, hit: hit)
    }
    return best
  }

  /// Rules of one rank name the same cause; which of them is shown must not hang on where it stands.
  private func isFirstOfEquals(_ rule: Int, _ rank: UInt64, _ best: Candidate?) -> Bool {
    guard let best, rank == best.rank, rule != best.rule else { return false }
    return set.rules[rule].id < set.rules[best.rule].id
  }

  // MARK: Whether a rule applies

  private func applies(_ number: Int) -> Bool {
    if !set.rules[number].statuses.isEmpty {
      let fits = set.rules[number].statuses.contains { pattern in
        if let status, pattern.matches(status) { return true }
        return set.rules[number].hasWords
          && reading.text.statuses.contains { pattern.matches($0.status) }
      }
      guard fits else { return false }
    }
    if !set.rules[number].replies.isEmpty {
      let fits = set.rules[number].replies.contains { pattern in
        if let reply, pattern.matches(reply) { return true }
        return set.rules[number].hasWords
          && reading.text.replies.contains { pattern.matches($0.reply) }
      }
      guard fits else { return false }
    }
    if !set.rules[number].providers.isEmpty || !set.rules[number].hosts.isEmpty {
      guard
        set.rules[number].providers.contains(where: { reading.providers.contains($0) })
          || isFromHost(of: number)
      else { return false }
    }
    if !set.rules[number].stages.isEmpty {
      guard let stage = reading.stage, set.rules[number].stages.contains(stage) else {
        return false
      }
    }
    if !set.rules[number].dialects.isEmpty {
      guard let dialect, set.rules[number].dialects.contains(dialect) else {
        return false
      }
    }
    let withCount = set.rules[number].withCount
    if withCount > 0, reading.withCount(number) < withCount { return false }
    return !reading.isRefused(number)
  }

  private func isFromHost(of number: Int) -> Bool {
    guard !set.rules[number].hosts.isEmpty, let host = remoteHost?.lowercased() else {
      return false
    }
    return set.rules[number].hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  // MARK: Which rule is the strongest

  /// Whether all words of a phrase are part of a longer phrase of a rule no weaker: "domain not found" says
  /// nothing where "sender address rejected: domain not found" stands.
  private func isCovered(_ index: Int, in hits: [(rule: Int, hit: PhraseHit)]) -> Bool {
    let weight = set.conditions[hits[index].rule].coveringWeight
    return reading.phrases.allRanges(of: hits[index].hit) { range in
      hits.contains { rule, hit in
        hit.start <= range.start && range.end <= hit.end
          && set.conditions[rule].coveringWeight >= weight
          && !reading.phrases.allRanges(of: hit) { cover in
            !(cover.accounts(for: range) && cover.count > range.count)
          }
      }
    }
  }

  private func rank(_ number: Int, _ hit: PhraseHit) -> UInt64 {
    let rule = set.conditions[number]
    var rank = Self.rank(rule, depth: reading.depth(at: hit.start))
    rank = rank << 6 | UInt64(rule.causeRank)
    rank = rank << 8 | UInt64(min(reading.phrases.wordCount(of: hit), 255))
    return rank << 16 | UInt64(min(hit.start, 65_535))
  }

  /// For rules on codes the cause counts after what is fixed of the code.
  private func rank(ofCodeRule number: Int) -> UInt64 {
    var precision = 0
    for pattern in set.rules[number].statuses {
      if let status, pattern.matches(status) { precision = max(precision, pattern.precision) }
    }
    for pattern in set.rules[number].replies {
      if let reply, pattern.matches(reply) { precision = max(precision, pattern.precision) }
    }
    var rank = Self.rank(set.conditions[number], depth: 0)
    rank = rank << 8 | UInt64(precision)
    rank = rank << 6 | UInt64(set.conditions[number].causeRank)
    // An enhanced code tells more than a reply code.
    return rank << 16 | (set.rules[number].statuses.isEmpty ? 0 : 1)
  }

  /// From the most significant bit: the user's own rule, level, depth of the reply, strength, conditions.
  private static func rank(_ rule: RuleConditions, depth: Int) -> UInt64 {
    var rank: UInt64 = rule.isUsers ? 1 : 0
    rank = rank << 4 | UInt64(rule.level.rawValue)
    rank = rank << 8 | UInt64(min(depth, 255))
    rank = rank << 2 | UInt64(rule.strength)
    return rank << 4 | UInt64(min(rule.count, 15))
  }
}
