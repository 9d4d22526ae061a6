import Model
import Octets

/// Rules, compiled.
final class RuleSet: Sendable {
  let rules: [Rule]
  /// What decides whether and how strongly each of them applies.
  let conditions: FrozenArray<RuleConditions>
  let providers: [String]
  let blocklists: [Blocklist]
  /// For each phrase, what it belongs to.
  let owners: FrozenArray<PhraseOwner>
  let phrases: PhraseIndex
  /// For each blocklist, the rules that hold where it is named.
  let rulesOfBlocklist: [[Int]]
  /// The rules on codes alone.
  let codeRules: [Int]
  /// Those of them that are the user's.
  let usersCodeRules: [Int]
  /// Providers by the suffix of their hosts, hashed from its end.
  private let providersByHost: HashedNumbers

  /// - Parameter files: Rule files.
  convenience init(files: [(file: String, text: Bytes, isUsers: Bool)]) throws(RuleError) {
    var reader = RuleReader()
    for (file, text, isUsers) in files {
      try reader.read(text, file: file, isUsers: isUsers)
    }
    self.init(try reader.compiled())
  }

  /// What a reader has read.
  struct Content {
    var rules: [Rule] = []
    var providers: [String] = []
    var blocklists: [Blocklist] = []
    /// Rules that hold where a blocklist of a kind is named.
    var listRules: [(content: Blocklist.Content, rule: Int)] = []
    var owners: [PhraseOwner] = []
    var phrases = PhraseIndex()
    var providersByHost = GrowingNumbers()
  }

  private init(_ content: Content) {
    rules = content.rules
    conditions = FrozenArray(content.rules.map(RuleConditions.init))
    providers = content.providers
    blocklists = content.blocklists
    rulesOfBlocklist = content.blocklists.map { list in
      content.listRules.filter { $0.content == list.content }.map(\.rule)
    }
    owners = FrozenArray(content.owners)
    phrases = content.phrases
    providersByHost = content.providersByHost.frozen()
    codeRules = content.rules.indices.filter { !content.rules[$0].hasWords }
    usersCodeRules = codeRules.filter { content.rules[$0].isUsers }
  }

  /// The provider whose host this is.
  func provider(ofHost host: Bytes) -> Int? {
    var found: UInt32?
    var hash = WordHash()
    var position = host.last == 0x2E ? host.count - 1 : host.count
    // From its end, so that each suffix is the last one and a label more; the longest wins.
    while position > 0 {
      position -= 1
      if host[position] == 0x2E, let provider = providersByHost[hash.value] { found = provider }
      hash.add(host[position].lowercased)
    }
    return (providersByHost[hash.value] ?? found).map { Int($0) }
  }
}
