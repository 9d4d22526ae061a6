import Model
import Octets

/// What the phrases that stand in a text tell. It depends on the tokens alone, so texts that say the same of
/// other addresses share one.
final class PhraseReading: Sendable {
  let phrases: PhraseHits
  /// Phrases of rules.
  let rules: [(rule: Int, hit: PhraseHit)]
  let providers: [Int]
  let blocklists: [(blocklist: Int, hit: PhraseHit)]
  /// Where replies of other hosts begin behind the words that announce them, in tokens.
  let innerStarts: [Int32]
  /// The words that announce those replies: no rule is named by them.
  let innerMarks: [TokenRange]
  /// Whether what other hosts are quoted to have said is about the sender's address.
  let isAboutSender: Bool
  let stage: SMTPStage?
  let soundsTemporary: Bool
  let soundsPermanent: Bool
  let nots: [Int32]
  let withs: [(rule: Int32, line: UInt8)]

  init(_ tokens: [Token], _ set: RuleSet) {
    let phrases = set.phrases.phrases(in: tokens)
    var rules: [(rule: Int, hit: PhraseHit)] = []
    var providers: [Int] = []
    var blocklists: [(blocklist: Int, hit: PhraseHit)] = []
    var innerStarts: [Int32] = []
    var innerMarks: [TokenRange] = []
    var stage: SMTPStage?
    var isAboutSender = false
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
      case .blocklist:
        blocklists.append((Int(owner.number), hit))
        for rule in set.rulesOfBlocklist[Int(owner.number)] { rules.append((rule, hit)) }
      case .inner:
        innerStarts.append(hit.end)
        innerMarks.append(TokenRange(start: hit.start, end: hit.end))
      case .aboutSender: isAboutSender = true
      case .temporary: soundsTemporary = true
      case .permanent: soundsPermanent = true
      case .stage: stage = SMTPStage.allCases[Int(owner.number)]
      }
    }
    self.phrases = phrases
    self.rules = rules
    self.providers = providers
    self.blocklists = blocklists
    self.innerStarts = innerStarts
    self.innerMarks = innerMarks
    self.isAboutSender = isAboutSender
    self.stage = stage
    self.soundsTemporary = soundsTemporary
    self.soundsPermanent = soundsPermanent
    self.nots = nots
    self.withs = withs
  }
}
