import Model
import Octets

/// A text as far as the phrases tell what it is: who speaks, where, and which rules its words name.
struct TextReading {
  let text: TokenisedText
  /// Phrases of rules: (rule, where its words stand).
  var rules: [(rule: Int, hit: PhraseHit)] = []
  private var nots: [Int] = []
  private var withs: [(rule: Int, lines: UInt64)] = []
  var providers: [Int] = []
  var blocklists: [(blocklist: Int, hit: PhraseHit)] = []
  /// Where replies of other hosts begin, in tokens, in order.
  var innerStarts: [Int] = []
  /// The words that announce those replies: no rule is named by them.
  var innerMarks: [Range<Int>] = []
  var stage: SMTPStage?
  var soundsTemporary = false
  var soundsPermanent = false

  init(_ evidence: Evidence, _ set: RuleSet) {
    text = TokenisedText(evidence.text, vocabulary: set.vocabulary)
    for hit in set.phrases(in: text.tokens) {
      switch set.owners[hit.phrase] {
      case .rule(let rule): rules.append((rule, hit))
      case .not(let rule): nots.append(rule)
      case .with(let rule, let line): note(rule, line)
      case .provider(let provider): providers.append(provider)
      case .blocklist(let blocklist): blocklists.append((blocklist, hit))
      case .reading(.inner):
        innerStarts.append(hit.end)
        innerMarks += hit.spans
      case .reading(.temporary): soundsTemporary = true
      case .reading(.permanent): soundsPermanent = true
      case .reading(.stage(let found)): stage = found
      }
    }
    stage = evidence.stage ?? stage
    if let host = evidence.remoteHost, let provider = set.provider(ofHost: host) {
      providers.append(provider)
    }
    innerStarts += text.quotedReplies
    innerStarts.sort()
  }

  private mutating func note(_ rule: Int, _ line: Int) {
    if let index = withs.firstIndex(where: { $0.rule == rule }) {
      withs[index].lines |= 1 << UInt64(line)
    } else {
      withs.append((rule, 1 << UInt64(line)))
    }
  }

  func isRefused(_ rule: Int) -> Bool { nots.contains(rule) }

  func withCount(_ rule: Int) -> Int {
    withs.first { $0.rule == rule }?.lines.nonzeroBitCount ?? 0
  }

  /// Whether a sequence of words begins in one reply and ends in another: "host mx.example.net said: 550
  /// delivery not allowed" does not say that a host is not allowed.
  func spansReplies(_ hit: PhraseHit) -> Bool {
    guard !innerStarts.isEmpty else { return false }
    return hit.spans.contains { span in
      innerStarts.contains { span.lowerBound < $0 && $0 < span.upperBound }
        || innerMarks.contains {
          $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound
        }
    }
  }

  /// The list that is meant: the first one named, but never a family's name where one of the family is
  /// named too.
  func blocklist(_ set: RuleSet) -> Int? {
    let named = blocklists.min { ($0.hit.start, $0.blocklist) < ($1.hit.start, $1.blocklist) }
    guard let first = named?.blocklist else { return nil }
    let family = set.blocklists[first].name
    return blocklists.map(\.blocklist).first { set.blocklists[$0].name.hasPrefix(family + " ") }
      ?? first
  }

  /// How many replies of other hosts begin before a token: words in the innermost count most.
  func depth(at token: Int) -> Int {
    var depth = 0
    for start in innerStarts where start <= token { depth += 1 }
    return depth
  }
}

extension RuleSet {
  /// The provider whose host this is.
  func provider(ofHost host: String) -> Int? {
    var rest = Substring(host.lowercased())
    if rest.hasSuffix(".") { rest = rest.dropLast() }
    while !rest.isEmpty {
      if let provider = providersByHost[String(rest)] { return provider }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}
