import Model
import Octets
import RuleBook

/// Names the cause of a failure from what was said. One value serves all threads.
public struct Classifier: Sendable {
  /// The rules Rebound comes with.
  public static let standard = Classifier(.standard)

  private let set: RuleSet
  private let memory: PhraseMemory
  /// That of the rules on words far apart, whose vocabulary is another.
  private let farMemory = PhraseMemory()

  init(_ set: RuleSet) {
    self.set = set
    memory = PhraseMemory()
  }

  /// The rules Rebound comes with, and rules of the user's own, which win.
  ///
  /// - Throws: `RuleError` for the first thing that is wrong in the user's files.
  public init(userRules: [(file: String, text: Bytes)]) throws(RuleError) {
    self.init(
      try RuleSet(files: RuleSet.standardFiles + userRules.map { ($0.file, $0.text, true) }))
  }

  /// The same, with a memory of its own for what it has read: faster for one of several threads.
  public func forAnotherThread() -> Classifier { Classifier(set) }

  public func classify(_ evidence: Evidence) -> Finding { name(evidence).finding }

  /// Names the cause, and leaves it to the caller what else is wanted.
  public func name(_ evidence: Evidence) -> NamedCause {
    let reading = TextReading(evidence, set, memory)
    let codes = Codes(evidence, reading)
    let best = Decision(set: set, codes: codes).best(for: reading, of: evidence)
    // Words far apart, and then weights, stand behind all other words and telling codes, and before codes that
    // tell next to nothing; weights also behind what is known of the stage.
    let conditions = best.map { set.conditions[$0.rule] }
    let isVague = conditions.map { $0.level == .vagueCode } ?? true
    let far = isVague ? far(evidence, codes) : nil
    let isSilent = isVague && far == nil && (conditions?.count ?? 0) < 2
    let weighed =
      isSilent
      ? Weights.standard.judge(
        reading.text, reply: codes.deciding.reply, status: codes.deciding.status,
        isBesideCode: best != nil) : nil
    let rule =
      weighed == nil ? far ?? best.map { DecidingRule(ruleSet: set, number: $0.rule) } : nil
    let basis = far == nil ? best?.basis : .words
    let cause = weighed?.cause ?? rule?.cause ?? .undefined
    return NamedCause(
      cause: cause,
      permanent: Permanence.decide(
        rule?.permanent, cause, reading, reply: codes.deciding.reply,
        status: codes.deciding.status),
      basis: weighed == nil ? basis ?? .nothing : .weights,
      confidence: weighed?.confidence ?? rule.map { Self.confidence($0.strength, basis) } ?? 0,
      reply: codes.shown.reply, status: codes.shown.status, reading: reading, set: set,
      decidingRule: rule, weighed: weighed?.words)
  }

  /// The rule on words far apart that holds.
  private func far(_ evidence: Evidence, _ codes: Codes) -> DecidingRule? {
    let set = RuleSet.far
    let reading = TextReading(evidence, set, farMemory)
    let best = Decision(set: set, codes: codes).best(for: reading, of: evidence)
    return best.map { DecidingRule(ruleSet: set, number: $0.rule) }
  }

  private static func confidence(_ strength: Rule.Strength, _ basis: Finding.Basis?) -> Double {
    switch (basis, strength) {
    case (.words?, .certain): 0.98
    case (.words?, .strong): 0.95
    case (.words?, .normal): 0.92
    case (.words?, .outer): 0.8
    case (.words?, .weak): 0.6
    case (.words?, .faint): 0.5
    case (.status?, .weak), (.reply?, .weak): 0.3
    case (.status?, _): 0.75
    case (.reply?, _): 0.6
    default: 0
    }
  }
}

/// The rule that has decided, where it stands: a copy would be one of all its conditions.
struct DecidingRule: Sendable {
  let ruleSet: RuleSet
  let number: Int

  var id: String { ruleSet.rules[number].id }
  var cause: Cause { ruleSet.rules[number].cause }
  var sisimai: String? { ruleSet.rules[number].sisimai }
  var permanent: Bool? { ruleSet.rules[number].permanent }
  var strength: Rule.Strength { ruleSet.rules[number].strength }
}

/// The codes of a failure: those to show, and those to decide by.
struct Codes {
  var shown: (reply: ReplyCode?, status: EnhancedStatus?)
  var deciding: (reply: ReplyCode?, status: EnhancedStatus?)

  init(_ evidence: borrowing Evidence, _ reading: borrowing TextReading) {
    // Where several replies are quoted, the last is the innermost.
    var lastReply: ReplyCode?
    var lastStatus: EnhancedStatus?
    var tellingStatus: EnhancedStatus?
    for token in reading.text.tokens where token.isCode {
      if let status = token.status {
        lastStatus = status
        if status.isTelling { tellingStatus = status }
      } else {
        lastReply = token.reply
      }
    }
    if evidence.reply == nil, evidence.status == nil {
      let found = SMTPCodes.find(in: evidence.text)
      shown = (found.reply, found.status)
    } else {
      shown = (evidence.reply, evidence.status)
    }
    deciding = (
      lastReply ?? evidence.reply,
      tellingStatus ?? evidence.status.flatMap { $0.isTelling ? $0 : nil } ?? lastStatus
        ?? evidence.status
    )
  }
}

extension EnhancedStatus {
  /// Whether it says more than its class and its subject.
  var isTelling: Bool { detail != 0 && !(subject == 7 && detail == 1) }
}
