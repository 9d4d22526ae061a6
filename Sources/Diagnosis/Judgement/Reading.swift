import Model
import Octets

/// A text as far as the phrases tell what it is: who speaks, where, and which rules its words name.
final class TextReading {
  let text: TokenisedText
  private let said: PhraseReading
  let providers: [Int]
  /// Where replies of other hosts begin, in tokens, in order.
  let innerStarts: [Int32]
  let stage: SMTPStage?

  var phrases: PhraseHits { said.phrases }
  /// Phrases of rules.
  var rules: [(rule: Int, hit: PhraseHit)] { said.rules }
  var blocklists: [(blocklist: Int, hit: PhraseHit)] { said.blocklists }
  var soundsTemporary: Bool { said.soundsTemporary }
  var soundsPermanent: Bool { said.soundsPermanent }

  init(_ evidence: borrowing Evidence, _ set: RuleSet, _ memory: PhraseMemory) {
    text = TokenisedText(evidence.text, vocabulary: set.phrases.vocabulary)
    said = memory.reading(of: text.tokens, set)
    var providers = said.providers
    if let host = evidence.remoteHost, let provider = set.provider(ofHost: host) {
      providers.append(provider)
    }
    var innerStarts = said.innerStarts
    for token in text.quotedReplies { innerStarts.append(Int32(token)) }
    // What a receiver was told when it asked for the sender's mailbox explains its refusal, and is no
    // answer about the recipient.
    if said.isAboutSender { innerStarts = [] }
    if innerStarts.count > 1 { innerStarts.sort() }
    self.providers = providers
    self.innerStarts = innerStarts
    stage = evidence.stage ?? said.stage
  }

  func isRefused(_ rule: Int) -> Bool { said.nots.contains(Int32(rule)) }

  /// How many of a rule's `with:` lines were found.
  func withCount(_ rule: Int) -> Int {
    var lines: UInt64 = 0
    for with in said.withs where with.rule == Int32(rule) { lines |= 1 << UInt64(with.line & 63) }
    return lines.nonzeroBitCount
  }

  /// Whether a sequence of words begins in one reply and ends in another ("host mx.example.net said: 550
  /// delivery not allowed" does not say that a host is not allowed), or is only what announces the inner one.
  func spansReplies(_ hit: PhraseHit) -> Bool {
    guard !innerStarts.isEmpty else { return false }
    return !phrases.allRanges(of: hit) { range in
      !innerStarts.contains { range.start < $0 && $0 < range.end }
        && !said.innerMarks.contains { $0.contains(range) }
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
