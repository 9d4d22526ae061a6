import Model
import Octets

/// A text as far as the phrases tell what it is: who speaks, where, and which rules its words name.
struct TextReading: ~Copyable {
  let text: TokenisedText
  private let said: PhraseReading
  /// Whose host gave the answer.
  private let hostsProvider: Int?
  let stage: SMTPStage?

  /// The rules that may decide by their words, the strongest first.
  var contenders: [Contender] { said.contenders }
  var blocklists: [(blocklist: Int, hit: PhraseHit)] { said.blocklists }
  var soundsTemporary: Bool { said.soundsTemporary }
  var soundsPermanent: Bool { said.soundsPermanent }
  /// Whose host or software answered: what the host's name says comes before the words.
  var provider: Int? { hostsProvider ?? said.providers.last }

  init(_ evidence: borrowing Evidence, _ set: RuleSet, _ memory: PhraseMemory) {
    text = TokenisedText(evidence.text, vocabulary: set.phrases.vocabulary)
    said = memory.reading(of: text.tokens, set)
    hostsProvider = evidence.remoteHost.flatMap { set.provider(ofHost: $0) }
    stage = evidence.stage ?? said.stage
  }

  func isOf(provider: Int) -> Bool {
    provider == hostsProvider || said.providers.contains(provider)
  }

  /// Whether a rule's `with:` lines were all found, and none of its `not:` lines.
  func fulfils(_ rule: Int, _ set: RuleSet) -> Bool { said.fulfils(rule, set) }

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
