import Model
import Octets

/// A rule as it decides.
struct Rule {
  enum Strength: String {
    /// A vendor's own code, or a sentence nobody else writes: beats every other wording that stands as deep.
    case certain
    /// Words that explain the others beside them: a list's name, a method of authentication.
    case strong
    case normal
    /// Counts only where neither better words nor a telling enhanced code stand there.
    case weak
    /// What the sending queue says of itself, such as "retry timeout exceeded": counts only where no inner
    /// reply tells more.
    case outer
    /// Words that stand far apart: counts only where no other words do, and before codes that tell next to
    /// nothing.
    case faint

    var order: UInt8 {
      switch self {
      case .certain: 3
      case .strong: 2
      case .normal: 1
      case .weak, .outer, .faint: 0
      }
    }
  }

  var id: String
  var cause: Cause
  /// Where it is not the cause's own.
  var sisimai: String?
  var permanent: Bool?
  var strength = Strength.normal
  var isUsers = false

  // Conditions, all of which must hold; an empty one always does.
  var statuses: [StatusPattern] = []
  var replies: [ReplyPattern] = []
  var providers: [Int] = []
  var hosts: [String] = []
  var stages: [SMTPStage] = []
  var dialects: [String] = []
  /// How many `with:` lines there are, each of which must be found.
  var withCount = 0
  /// Whether it has `phrase:` or `url:` lines; without them it is a rule on codes.
  var hasWords = false
}

/// What of a rule is looked at for every text, without touching the rule itself.
struct RuleConditions: BitwiseCopyable, Sendable {
  /// What a rule's evidence weighs before all else, in rising order.
  enum Level: UInt8, BitwiseCopyable {
    case vagueCode, faintWords, outerWords, weakWords, tellingCode, words
  }

  var level: Level
  var isUsers: Bool
  var strength: UInt8
  /// How many kinds of conditions there are.
  var count: UInt8
  var causeRank: UInt8
  /// Whether the rule asks for nothing but words: neither for codes nor for who said them where.
  var isOfWordsAlone: Bool

  init(_ rule: Rule) {
    count =
      (rule.statuses.isEmpty ? 0 : 1) + (rule.replies.isEmpty ? 0 : 1)
      + (rule.stages.isEmpty ? 0 : 1) + (rule.dialects.isEmpty ? 0 : 1)
      + (rule.providers.isEmpty && rule.hosts.isEmpty ? 0 : 1) + (rule.withCount == 0 ? 0 : 1)
    isOfWordsAlone = count == (rule.withCount == 0 ? 0 : 1)
    isUsers = rule.isUsers
    strength = rule.strength.order
    causeRank = rule.cause.rank
    level =
      switch (rule.hasWords, rule.strength) {
      case (true, .certain), (true, .strong), (true, .normal): .words
      case (true, .weak): .weakWords
      case (true, .outer): .outerWords
      case (true, .faint): .faintWords
      case (false, .outer): .faintWords
      case (false, .weak), (false, .faint): .vagueCode
      case (false, _): .tellingCode
      }
  }

  /// A rule's phrases are not looked at where they are part of a longer phrase of a rule with the same
  /// weight or more.
  @inline(__always)
  var coveringWeight: Int { Int(strength) * 16 + Int(count) }

  /// What a rule's evidence weighs, from the most significant bit: the user's own rule, level, depth of the reply,
  /// strength, conditions.
  func rank(depth: Int) -> UInt64 {
    var rank: UInt64 = isUsers ? 1 : 0
    rank = rank << 4 | UInt64(level.rawValue)
    rank = rank << 8 | UInt64(min(depth, 255))
    rank = rank << 2 | UInt64(strength)
    return rank << 4 | UInt64(min(count, 15))
  }
}

/// A blocklist as people know it.
struct Blocklist {
  enum Content: String {
    case ip, domain, message
  }
  var name: String
  /// A page on which an address can be looked up, with `<ip>` or `<domain>` where it goes.
  var lookup: String?
  var content: Content
}

/// What a phrase belongs to.
struct PhraseOwner: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable {
    case rule
    /// A `with:` line of a rule; `line` is its number.
    case with
    case not
    case provider
    case blocklist
    /// A reply of another host follows.
    case inner
    /// The replies of other hosts that are quoted are about the sender's address.
    case aboutSender
    case temporary, permanent
    /// A stage of the dialogue; `number` is its place among all of them.
    case stage
  }
  var kind: Kind
  var line: UInt8 = 0
  var number: Int32
}
