import Model
import Octets
import RuleBook

/// Weights of words, learnt by scripts/train_weights.py: what a text is judged by where no rule's words and no
/// telling code stand in it.
struct Weights: Sendable {
  struct Judgement {
    var cause: Cause
    /// 0 to 1, as the weights see it.
    var confidence: Double
    /// The words that spoke for the cause, the strongest first.
    var words: [String]
  }

  private var causes: [Cause] = []
  private var bias: [Float] = []
  private var thresholds = (alone: 1.0, besideCode: 1.0, unknown: 1.0)
  /// For each word, each pair of words and each code a run of `entries`.
  private var features: [UInt64: Range<Int>] = [:]
  private var entries: [(cause: UInt8, weight: Float)] = []

  /// Fewer words, pairs counted too, are no text to judge.
  private static let minimumWords = 2
  /// So many words are shown.
  private static let shownWords = 5

  static let standard = Weights(
    Bytes(
      ofProgram: UnsafeBufferPointer(
        start: rebound_weights().octets, count: Int(rebound_weights().count))))

  /// Reads `threshold` (where nothing else is known, beside a code, for an unknown user), `causes` and `bias`, then
  /// one word, pair of words or code (`@550`, `@x.7`, `@x.7.1`) a line with `cause:weight` pairs in hundredths. What
  /// is not of this form is left out: a test reads the file that is shipped.
  init(_ file: Bytes) {
    for line in file.lines where line.first != 0x23 {
      if let (feature, values) = line.split(at: 0x09) {
        let start = entries.count
        readEntries(values)
        features[Self.key(feature)] = start..<entries.count
      } else if let (name, values) = line.split(at: 0x20) {
        switch name.string {
        case "threshold":
          let values = values.string.split(separator: " ").compactMap { Double($0) }
          if values.count == 3 {
            thresholds = (values[0] / 100, values[1] / 100, values[2] / 100)
          }
        case "causes":
          causes = values.string.split(separator: " ").map {
            Cause(rawValue: String($0)) ?? .undefined
          }
          bias = Array(repeating: 0, count: causes.count)
        case "bias":
          readEntries(values)
          for (cause, weight) in entries { bias[Int(cause)] = weight }
          entries.removeAll()
        default: break
        }
      }
    }
  }

  private mutating func readEntries(_ values: Bytes) {
    var rest = values
    while !rest.isEmpty {
      let (pair, behind) = rest.split(at: 0x20) ?? (rest, .empty)
      rest = behind
      guard let (cause, weight) = pair.split(at: 0x3A), let number = cause.decimal,
        number < causes.count
      else { continue }
      let isNegative = weight.first == 0x2D
      guard let hundredths = (isNegative ? weight.dropFirst() : weight).decimal else { continue }
      entries.append((UInt8(number), Float(isNegative ? -hundredths : hundredths) / 100))
    }
  }

  private static func key(_ feature: Bytes) -> UInt64 {
    guard let (first, second) = feature.split(at: 0x20) else {
      return WordHash.of(feature.array).value
    }
    return pair(WordHash.of(first.array).value, WordHash.of(second.array).value)
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15) ^ second
  }

  /// The cause that the words of a text and the codes beside them speak for; nil where they are not sure enough.
  ///
  /// - Parameter isBesideCode: Whether a rule on codes would name a cause otherwise.
  func judge(
    _ text: TokenisedText, reply: ReplyCode?, status: EnhancedStatus?, isBesideCode: Bool
  ) -> Judgement? {
    let found = self.found(in: text)
    guard found.count >= Self.minimumWords else { return nil }
    var scores = bias
    for (run, _) in found {
      for (cause, weight) in entries[run] { scores[Int(cause)] += weight }
    }
    var codes: [String] = []
    if let reply { codes.append("@\(reply.rawValue)") }
    if let status { codes += ["@x.\(status.subject)", "@x.\(status.subject).\(status.detail)"] }
    for code in codes {
      guard let run = features[WordHash.of(code.utf8).value] else { continue }
      for (cause, weight) in entries[run] { scores[Int(cause)] += weight }
    }
    guard let top = scores.max(), let best = scores.firstIndex(of: top) else { return nil }
    var total = 0.0
    for score in scores { total += Self.exponential(Double(score - top)) }
    let confidence = 1 / total
    let threshold =
      switch causes[best] {
      case .undefined: Double.infinity
      case .userUnknown: thresholds.unknown
      default: isBesideCode ? thresholds.besideCode : thresholds.alone
      }
    guard confidence >= threshold else { return nil }
    return Judgement(
      cause: causes[best], confidence: confidence,
      words: strongest(found, for: UInt8(best), in: text))
  }

  /// The words and pairs of words of a text that have weights, each once, with the tokens they are.
  private func found(in text: TokenisedText) -> [(run: Range<Int>, tokens: Range<Int>)] {
    var found: [(run: Range<Int>, tokens: Range<Int>)] = []
    var seen: Set<UInt64> = []
    var last: (hash: UInt64, token: Int)?
    for (index, token) in text.tokens.enumerated() where token.kind == .word && !token.inURL {
      guard let run = features[token.hash] else { continue }
      if seen.insert(token.hash).inserted { found.append((run, index..<index + 1)) }
      if let last {
        let pair = Self.pair(last.hash, token.hash)
        if let run = features[pair], seen.insert(pair).inserted {
          found.append((run, last.token..<index + 1))
        }
      }
      last = (token.hash, index)
    }
    return found
  }

  private func strongest(
    _ found: [(run: Range<Int>, tokens: Range<Int>)], for cause: UInt8, in text: TokenisedText
  ) -> [String] {
    var weighed: [(weight: Float, words: String)] = []
    for (run, tokens) in found {
      guard let entry = entries[run].first(where: { $0.cause == cause }), entry.weight > 0,
        let first = text.tokens[tokens].first, let last = text.tokens[tokens].last
      else { continue }
      weighed.append((entry.weight, text.text[Int(first.start)..<Int(last.end)].string))
    }
    return weighed.sorted { ($0.weight, $1.words) > ($1.weight, $0.words) }
      .prefix(Self.shownWords).map(\.words)
  }

  /// e to the power of `value`, which is not positive; four digits are enough here.
  private static func exponential(_ value: Double) -> Double {
    guard value > -30 else { return 0 }
    // (1 + x/1024) to the 1024th.
    var result = 1 + value / 1024
    for _ in 0..<10 { result *= result }
    return result
  }
}
