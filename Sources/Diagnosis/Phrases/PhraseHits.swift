/// Puts the parts of phrases together.
extension RuleSet {
  /// So many words may stand between two parts of a phrase.
  static let maximumGap = 40

  private struct Progress {
    var next: UInt8 = 0
    var spans: [Range<Int>] = []
  }

  /// The phrases that a text has, in the order of their first words.
  func phrases(in tokens: [Token]) -> [PhraseHit] {
    var matcher = Matcher(tokens, trie: trie, vocabulary: vocabulary)
    matcher.run()
    var found: [PhraseHit] = []
    found.reserveCapacity(matcher.hits.count)
    var progress: [Progress] = []
    for hit in matcher.hits {
      let span = Int(hit.start)..<Int(hit.end)
      for use in uses[Int(hit.needle)] {
        let phrase = Int(use.phrase)
        let number = Int(severalParts[phrase])
        guard number >= 0 else {
          found.append(PhraseHit(phrase: phrase, spans: [span]))
          continue
        }
        if progress.isEmpty {
          progress = Array(repeating: Progress(), count: severalPartsCount)
        }
        if advance(&progress[number], part: use.part, span) == partCounts[phrase] {
          found.append(PhraseHit(phrase: phrase, spans: progress[number].spans))
          progress[number] = Progress()
        }
      }
    }
    return found
  }

  /// - Returns: how many parts have been found now.
  private func advance(_ progress: inout Progress, part: UInt8, _ span: Range<Int>) -> UInt8 {
    if part == 0, progress.next <= 1 {
      // The latest first part is the nearest to what follows.
      progress.next = 1
      progress.spans = [span]
    } else if part == progress.next, let last = progress.spans.last,
      span.lowerBound >= last.upperBound, span.lowerBound - last.upperBound <= Self.maximumGap
    {
      progress.next += 1
      progress.spans.append(span)
    }
    return progress.next
  }
}
