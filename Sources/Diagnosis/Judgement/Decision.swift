import Model
import Octets

/// A rule that applies, and how strongly.
struct Candidate {
  var rule: Int
  var rank: UInt64
  var basis: Finding.Basis
  /// Where its words stand; empty for rules on codes.
  var spans: [Range<Int>] = []
}

/// Finds the rule that decides. The order is that of docs/rules.md: nothing depends on the order of rules
/// in their files.
struct Decision {
  let set: RuleSet
  let reading: TextReading
  let evidence: Evidence
  let reply: ReplyCode?
  let status: EnhancedStatus?

  /// What a rule's evidence weighs before all else, in rising order.
  private enum Level: UInt64 {
    case vagueCode, outerWords, weakWords, tellingCode, words
  }

  func best() -> Candidate? {
    var best: Candidate?
    func offer(_ candidate: Candidate) {
      if best == nil || candidate.rank > best?.rank ?? 0 { best = candidate }
    }
    for (rule, hit) in uncovered(
      reading.rules.filter { !reading.spansReplies($0.hit) && applies($0.rule) })
    {
      offer(
        Candidate(rule: rule, rank: rank(rule, hit), basis: .words, spans: hit.spans))
    }
    for rule in set.codeRules where applies(rule) {
      let basis: Finding.Basis = set.rules[rule].statuses.isEmpty ? .reply : .status
      offer(Candidate(rule: rule, rank: rank(ofCodeRule: rule), basis: basis))
    }
    return best
  }

  // MARK: Whether a rule applies

  private func applies(_ number: Int) -> Bool {
    let rule = set.rules[number]
    if !rule.statuses.isEmpty {
      let fits = rule.statuses.contains { pattern in
        if let status, pattern.matches(status) { return true }
        return rule.hasWords
          && reading.text.statuses.contains { pattern.matches($0.status) }
      }
      guard fits else { return false }
    }
    if !rule.replies.isEmpty {
      let fits = rule.replies.contains { pattern in
        if let reply, pattern.matches(reply) { return true }
        return rule.hasWords && reading.text.replies.contains { pattern.matches($0.reply) }
      }
      guard fits else { return false }
    }
    if !rule.providers.isEmpty || !rule.hosts.isEmpty {
      guard
        rule.providers.contains(where: { reading.providers.contains($0) })
          || isFromHost(of: rule)
      else { return false }
    }
    if !rule.stages.isEmpty {
      guard let stage = reading.stage, rule.stages.contains(stage) else { return false }
    }
    if !rule.dialects.isEmpty {
      guard let dialect = evidence.dialect, rule.dialects.contains(dialect) else { return false }
    }
    if rule.withCount > 0, reading.withCount(number) < rule.withCount { return false }
    return !reading.isRefused(number)
  }

  private func isFromHost(of rule: Rule) -> Bool {
    guard !rule.hosts.isEmpty, let host = evidence.remoteHost?.lowercased() else { return false }
    return rule.hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  // MARK: Which rule is the strongest

  /// Without the phrases whose words are all part of a longer phrase of a rule no weaker: "domain not found"
  /// says nothing where "sender address rejected: domain not found" stands.
  private func uncovered(
    _ hits: [(rule: Int, hit: PhraseHit)]
  ) -> [(rule: Int, hit: PhraseHit)] {
    guard hits.count > 1 else { return hits }
    var covers: [Int: Cover] = [:]
    let weights = hits.map { set.rules[$0.rule].coveringWeight }
    return zip(hits, weights).filter { entry, weight in
      if covers[weight] == nil {
        covers[weight] = Cover(
          zip(hits, weights).lazy.filter { $1 >= weight }.flatMap { entry, _ in entry.hit.spans })
      }
      return !entry.hit.spans.allSatisfy { covers[weight]?.hasLonger($0) ?? false }
    }.map(\.0)
  }

  private func rank(_ number: Int, _ hit: PhraseHit) -> UInt64 {
    let rule = set.rules[number]
    let level: Level =
      switch rule.strength {
      case .certain, .strong, .normal: .words
      case .weak: .weakWords
      case .outer: .outerWords
      }
    return rank(
      rule, level, depth: reading.depth(at: hit.start), words: hit.wordCount, position: hit.start)
  }

  private func rank(ofCodeRule number: Int) -> UInt64 {
    let rule = set.rules[number]
    var precision = 0
    if let status {
      precision = rule.statuses.filter { $0.matches(status) }.map(\.precision).max() ?? 0
    }
    if let reply {
      precision += rule.replies.filter { $0.matches(reply) }.map(\.precision).max() ?? 0
    }
    return rank(
      rule, rule.strength == .weak ? .vagueCode : .tellingCode, depth: 0, words: precision,
      position: rule.statuses.isEmpty ? 0 : 1)
  }

  /// From the most significant bit: the user's own rule, level, depth of the reply, strong, conditions,
  /// cause, words, position. For rules on codes the cause counts after what is fixed of the code.
  private func rank(
    _ rule: Rule, _ level: Level, depth: Int, words: Int, position: Int
  ) -> UInt64 {
    var rank: UInt64 = rule.isUsers ? 1 : 0
    rank = rank << 4 | level.rawValue
    rank = rank << 8 | UInt64(min(depth, 255))
    rank = rank << 2 | UInt64(rule.strength.order)
    rank = rank << 4 | UInt64(min(rule.conditionCount, 15))
    if rule.hasWords {
      rank = rank << 6 | rule.cause.rank
      rank = rank << 8 | UInt64(min(words, 255))
    } else {
      rank = rank << 8 | UInt64(min(words, 255))
      rank = rank << 6 | rule.cause.rank
    }
    return rank << 16 | UInt64(min(position, 65_535))
  }
}

/// The spans that no other begins before and ends behind.
private struct Cover {
  private var longest: [Range<Int>] = []

  init(_ spans: some Sequence<Range<Int>>) {
    let sorted = spans.sorted {
      $0.lowerBound != $1.lowerBound ? $0.lowerBound < $1.lowerBound : $0.upperBound > $1.upperBound
    }
    for span in sorted where span.upperBound > longest.last?.upperBound ?? -1 {
      longest.append(span)
    }
  }

  /// Whether `span` is a part of a longer one.
  func hasLonger(_ span: Range<Int>) -> Bool {
    var low = 0
    var high = longest.count
    while low < high {
      let middle = (low + high) / 2
      if longest[middle].lowerBound <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    let cover = longest[low - 1]
    return cover.upperBound >= span.upperBound && cover.count > span.count
  }
}
