import Model
import Octets

/// What the phrases that stand in a text tell. It depends on the tokens alone, so texts that say the same of
/// other addresses share one.
final class PhraseReading: Sendable {
  /// The rules that may decide, the strongest first.
  let contenders: [Contender]
  let providers: [Int]
  let blocklists: [(blocklist: Int, hit: PhraseHit)]
  let stage: SMTPStage?
  let soundsTemporary: Bool
  let soundsPermanent: Bool
  private let conditions: WordConditions

  init(_ tokens: [Token], _ set: RuleSet) {
    let phrases = set.phrases.phrases(in: tokens)
    var rules: [(rule: Int, hit: PhraseHit)] = []
    var providers: [Int] = []
    var blocklists: [(blocklist: Int, hit: PhraseHit)] = []
    var quoted = QuotedReplies()
    var stage: SMTPStage?
    var isAboutSender = false
    var soundsTemporary = false
    var soundsPermanent = false
    var conditions = WordConditions()
    rules.reserveCapacity(phrases.hits.count)
    for hit in phrases.hits {
      let owner = set.owners[Int(hit.phrase)]
      switch owner.kind {
      case .rule: rules.append((Int(owner.number), hit))
      case .not: conditions.nots.append(owner.number)
      case .with: conditions.withs.append((owner.number, owner.line))
      case .provider: providers.append(Int(owner.number))
      case .blocklist:
        blocklists.append((Int(owner.number), hit))
        for rule in set.rulesOfBlocklist[Int(owner.number)] { rules.append((rule, hit)) }
      case .inner:
        quoted.starts.append(hit.end)
        quoted.marks.append(TokenRange(start: hit.start, end: hit.end))
      case .aboutSender: isAboutSender = true
      case .temporary: soundsTemporary = true
      case .permanent: soundsPermanent = true
      case .stage: stage = SMTPStage.allCases[Int(owner.number)]
      }
    }
    for (index, token) in tokens.enumerated() where token.isQuotedReply {
      quoted.starts.append(Int32(index))
    }
    // What a receiver was told when it asked for the sender's mailbox explains its refusal, and is no
    // answer about the recipient.
    if isAboutSender { quoted.starts = [] }
    contenders =
      Contenders(rules.filter { conditions.hold(for: $0.rule, set) }, phrases, quoted, set).all
    self.providers = providers
    self.blocklists = blocklists
    self.stage = stage
    self.soundsTemporary = soundsTemporary
    self.soundsPermanent = soundsPermanent
    self.conditions = conditions
  }

  /// Whether a rule's `with:` lines were all found, and none of its `not:` lines.
  func fulfils(_ rule: Int, _ set: RuleSet) -> Bool { conditions.hold(for: rule, set) }
}

/// The lines of rules that were found and name no cause by themselves.
private struct WordConditions {
  var nots: [Int32] = []
  var withs: [(rule: Int32, line: UInt8)] = []

  func hold(for rule: Int, _ set: RuleSet) -> Bool {
    let wanted = set.rules[rule].withCount
    if wanted > 0 {
      var lines: UInt64 = 0
      for with in withs where with.rule == Int32(rule) { lines |= 1 << UInt64(with.line & 63) }
      if lines.nonzeroBitCount < wanted { return false }
    }
    return !nots.contains(Int32(rule))
  }
}
