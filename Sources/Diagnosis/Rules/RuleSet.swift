import Model
import Octets

/// Rules, compiled.
struct RuleSet {
  var rules: [Rule] = []
  var providers: [Provider] = []
  var blocklists: [Blocklist] = []
  /// For each phrase, what it belongs to.
  var owners: [PhraseOwner] = []
  /// For each phrase, its number among those of several parts; -1 for the others.
  var severalParts: [Int32] = []
  var severalPartsCount = 0
  var partCounts: [UInt8] = []
  var trie = PhraseTrie()
  /// For each needle of the tree, where it is used.
  var uses: [[PhraseBook.Use]] = []
  var vocabulary = Vocabulary.empty
  /// Providers by the suffix of their hosts.
  var providersByHost: [String: Int] = [:]
  /// The rules on codes alone.
  var codeRules: [Int] = []

  /// - Parameter files: Rule files; those of the user come last.
  init(files: [(file: String, text: Bytes, isUsers: Bool)]) throws(RuleError) {
    var reader = RuleReader()
    for (file, text, isUsers) in files {
      try reader.read(text, file: file, isUsers: isUsers)
    }
    self = try reader.compiled()
  }

  init() {}
}
