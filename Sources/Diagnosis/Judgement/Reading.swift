import Model
import Octets

/// A text as far as the phrases tell what it is: who speaks, where, and which rules its words name.
final class TextReading {
  let text: TokenisedText
  let phrases: PhraseHits
  /// Phrases of rules.
  let rules: [(rule: Int, hit: PhraseHit)]
  let providers: [Int]
  let blocklists: [(blocklist: Int, hit: PhraseHit)]
  /// Where replies of other hosts begin, in tokens, in order.
  let innerStarts: [Int32]
  /// The words that announce those replies: no rule is named by them.
  private let innerMarks: [TokenRange]
  let stage: SMTPStage?
  let soundsTemporary: Bool
  let soundsPermanent: Bool
  private let nots: [Int32]
  private let withs: [(rule: Int32, line: UInt8)]

  init(_ evidence: Evidence, _ set: RuleSet) {
    let text = TokenisedText(evidence.text, vocabulary: set.phrases.vocabulary)
    let phrases = set.phrases.phrases(in: text.tokens)
    var rules: [(rule: Int, hit: PhraseHit)] = []
    var providers: [Int] = []
    var blocklists: [(blocklist: Int, hit: PhraseHit)] = []
    var innerStarts: [Int32] = []
    var innerMarks: [TokenRange] = []
    var stage: SMTPStage?
    var soundsTemporary = false
    var soundsPermanent = false
    var nots: [Int32] = []
    var withs: [(rule: Int32, line: UInt8)] = []
    rules.reserveCapacity(phrases.hits.count)
    for hit in phrases.hits {
      let owner = set.owners[Int(hit.phrase)]
      switch owner.kind {
      case .rule: rules.append((Int(owner.number), hit))
      case .not: nots.append(owner.number)
      case .with: withs.append((owner.number, owner.line))
      case .provider: providers.append(Int(owner.number))
      case .blocklist: blocklists.append((Int(owner.number), hit))
      case .inner:
        innerStarts.append(hit.end)
        innerMarks.append(TokenRange(start: hit.start, end: hit.end))
      case .temporary: soundsTemporary = true
      case .permanent: soundsPermanent = true
      case .stage: stage = SMTPStage.allCases[Int(owner.number)]
      }
    }
    if let host = evidence.remoteHost, let provider = set.provider(ofHost: host) {
      providers.append(provider)
    }
    for token in text.quotedReplies { innerStarts.append(Int32(token)) }
    if innerStarts.count > 1 { innerStarts.sort() }
    self.text = text
    self.phrases = phrases
    self.rules = rules
    self.providers = providers
    self.blocklists = blocklists
    self.innerStarts = innerStarts
    self.innerMarks = innerMarks
    self.stage = evidence.stage ?? stage
    self.soundsTemporary = soundsTemporary
    self.soundsPermanent = soundsPermanent
    self.nots = nots
    self.withs = withs
  }

  func isRefused(_ rule: Int) -> Bool { nots.contains(Int32(rule)) }

  /// How many of a rule's `with:` lines were found.
  func withCount(_ rule: Int) -> Int {
    var lines: UInt64 = 0
    for with in withs where with.rule == Int32(rule) { lines |= 1 << UInt64(with.line & 63) }
    return lines.nonzeroBitCount
  }

  /// Whether a sequence of words begins in one reply and ends in another ("host mx.example.net said: 550
  /// delivery not allowed" does not say that a host is not allowed), or is only what announces the inner one.
  func spansReplies(_ hit: PhraseHit) -> Bool {
    guard !innerStarts.isEmpty else { return false }
    return !phrases.allRanges(of: hit) { range in
      !innerStarts.contains { range.start < $0 && $0 < range.end }
        && !innerMarks.contains { $0.contains(range) }
    }
  }

  /// How many replies of other hosts begin before a token: words in the innermost count most.
  func depth(at token: Int32) -> Int {
    var depth = 0
    for start in innerStarts where start <= token { depth += 1 }
    return depth
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
}
