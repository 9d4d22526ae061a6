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

    var order: Int {
      switch self {
      case .certain: 3
      case .strong: 2
      case .normal: 1
      case .weak, .outer: 0
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
  var file: String
  var line: Int

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

  /// A rule's phrases are not looked at where they are part of a longer phrase of a rule with the same
  /// weight or more.
  var coveringWeight: Int { strength.order * 16 + conditionCount }

  var conditionCount: Int {
    (statuses.isEmpty ? 0 : 1) + (replies.isEmpty ? 0 : 1) + (stages.isEmpty ? 0 : 1)
      + (dialects.isEmpty ? 0 : 1) + (providers.isEmpty && hosts.isEmpty ? 0 : 1)
      + (withCount == 0 ? 0 : 1)
  }
}

/// A company or software whose marks or hosts are known.
struct Provider {
  /// As rules write it.
  var id: String
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
enum PhraseOwner {
  case rule(Int)
  /// The `with:` line of a rule, by its number.
  case with(rule: Int, line: Int)
  case not(rule: Int)
  case provider(Int)
  case blocklist(Int)
  case reading(Reading)
}

/// Phrases that tell how a text is to be read.
enum Reading: Hashable {
  /// A reply of another host follows.
  case inner
  case temporary
  case permanent
  case stage(SMTPStage)
}
