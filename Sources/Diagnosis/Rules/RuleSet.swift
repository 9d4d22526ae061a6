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
  /// Providers by the hashed suffix of their hosts.
  private let providersByHost: [UInt64: Int]

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
    var rulesByList: [Blocklist.Content: [Int]] = [:]
    var owners: [PhraseOwner] = []
    var phrases = PhraseIndex()
    var providersByHost: [UInt64: Int] = [:]
  }

  private init(_ content: Content) {
    rules = content.rules
    conditions = FrozenArray(content.rules.map(RuleConditions.init))
    providers = content.providers
    blocklists = content.blocklists
    rulesOfBlocklist = content.blocklists.map { content.rulesByList[$0.content] ?? [] }
    owners = FrozenArray(content.owners)
    phrases = content.phrases
    providersByHost = content.providersByHost
    codeRules = content.rules.indices.filter { !content.rules[$0].hasWords }
    usersCodeRules = codeRules.filter { content.rules[$0].isUsers }
  }

  /// The provider whose host this is.
  func provider(ofHost host: String) -> Int? {
    let octets = Array(host.utf8)
    var start = 0
    let end = octets.last == 0x2E ? octets.count - 1 : octets.count
    while start < end {
      if let provider = providersByHost[
        WordHash.of(octets[start..<end].lazy.map(\.lowercased)).value]
      {
        return provider
      }
      guard let dot = octets[start..<end].firstIndex(of: 0x2E) else { return nil }
      start = dot + 1
    }
    return nil
  }
}
