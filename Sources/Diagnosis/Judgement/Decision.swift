import Model
import Octets

/// A rule that applies, and how strongly.
struct Candidate {
  var rule: Int
  var rank: UInt64
  var basis: Finding.Basis
}

/// Finds the rule that decides: of those whose words stand in the text, and of those on codes.
struct Decision {
  private let set: RuleSet
  private let reply: ReplyCode?
  private let status: EnhancedStatus?

  init(set: RuleSet, codes: Codes) {
    self.set = set
    (reply, status) = codes.deciding
  }

  func best(for reading: borrowing TextReading, of evidence: Evidence) -> Candidate? {
    var best = bestByWords(reading, evidence)
    // Words that are not weak beat every code, and a user's rule may be one on codes.
    let level = best.map { set.conditions[$0.rule].level }
    if level != .words || !set.usersCodeRules.isEmpty {
      for rule in level == .words ? set.usersCodeRules : set.codeRules
      where applies(rule, reading, evidence) {
        let basis: Finding.Basis = set.rules[rule].statuses.isEmpty ? .reply : .status
        let rank = rank(ofCodeRule: rule)
        if rank > best?.rank ?? 0 { best = Candidate(rule: rule, rank: rank, basis: basis) }
      }
    }
    return best
  }

  private func bestByWords(_ reading: borrowing TextReading, _ evidence: Evidence) -> Candidate? {
    // An array hands out copies of its elements, a span does not.
    let contenders = reading.contenders.span
    for place in contenders.indices {
      let rule = contenders[place].rule
      if set.conditions[rule].isOfWordsAlone || applies(rule, reading, evidence),
        !isCovered(contenders[place].coverers, reading, evidence)
      {
        return Candidate(rule: rule, rank: contenders[place].rank, basis: .words)
      }
    }
    return nil
  }

  private func isCovered(
    _ coverers: [[Int]], _ reading: borrowing TextReading, _ evidence: Evidence
  ) -> Bool {
    !coverers.isEmpty && coverers.allSatisfy { $0.contains { applies($0, reading, evidence) } }
  }

  // MARK: Whether a rule applies

  private func applies(_ number: Int, _ reading: borrowing TextReading, _ evidence: Evidence)
    -> Bool
  {
    if !set.rules[number].statuses.isEmpty {
      let fits = set.rules[number].statuses.contains { pattern in
        if let status, pattern.matches(status) { return true }
        return set.rules[number].hasWords
          && reading.text.tokens.contains { $0.status.map(pattern.matches) ?? false }
      }
      guard fits else { return false }
    }
    if !set.rules[number].replies.isEmpty {
      let fits = set.rules[number].replies.contains { pattern in
        if let reply, pattern.matches(reply) { return true }
        return set.rules[number].hasWords
          && reading.text.tokens.contains { $0.reply.map(pattern.matches) ?? false }
      }
      guard fits else { return false }
    }
    if !set.rules[number].providers.isEmpty || !set.rules[number].hosts.isEmpty {
      guard
        set.rules[number].providers.contains(where: { reading.isOf(provider: $0) })
          || isFrom(evidence.remoteHost, of: number)
      else { return false }
    }
    if !set.rules[number].stages.isEmpty {
      guard let stage = reading.stage, set.rules[number].stages.contains(stage) else {
        return false
      }
    }
    if !set.rules[number].dialects.isEmpty {
      guard let dialect = evidence.dialect, set.rules[number].dialects.contains(dialect) else {
        return false
      }
    }
    return reading.fulfils(number, set)
  }

  private func isFrom(_ host: Bytes?, of number: Int) -> Bool {
    guard !set.rules[number].hosts.isEmpty, let host = host?.string.lowercased() else {
      return false
    }
    return set.rules[number].hosts.contains { host == $0 || host.hasSuffix("." + $0) }
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
    var rank = set.conditions[number].rank(depth: 0)
    rank = rank << 8 | UInt64(precision)
    rank = rank << 6 | UInt64(set.conditions[number].causeRank)
    // An enhanced code tells more than a reply code.
    return rank << 16 | (set.rules[number].statuses.isEmpty ? 0 : 1)
  }
}
