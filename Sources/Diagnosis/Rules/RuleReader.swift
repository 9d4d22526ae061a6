import Model
import Octets

/// Reads rule files and compiles them.
struct RuleReader {
  private var set = RuleSet()
  private var book = PhraseBook()
  private var ids: [String: RuleError] = [:]
  private var providerIDs: [String: Int] = [:]
  // Rules may name lists and providers that stand in later files, so these are read last.
  private var lists: [Stanza] = []
  private var rules: [(stanza: Stanza, isUsers: Bool)] = []
  private var phrases: [(field: Stanza.Field, file: String, owner: PhraseOwner, inURLs: Bool)] = []

  mutating func read(_ text: Bytes, file: String, isUsers: Bool) throws(RuleError) {
    for stanza in try Stanza.read(text, file: file) {
      guard let first = stanza.fields.first else { continue }
      switch first.name.string {
      case "rule": rules.append((stanza, isUsers))
      case "list": lists.append(stanza)
      case "provider": try readProvider(stanza)
      case "blocklist": try readBlocklist(stanza)
      case "reading": try readReading(stanza)
      default:
        throw stanza.error(
          "a paragraph begins with rule:, list:, provider:, blocklist: or reading:, "
            + "not with \(first.name.string):")
      }
    }
  }

  mutating func compiled() throws(RuleError) -> RuleSet {
    for stanza in lists { try readList(stanza) }
    for (stanza, isUsers) in rules { try readRule(stanza, isUsers: isUsers) }
    for (field, file, owner, inURLs) in phrases {
      do throws(PhraseSyntax.Problem) {
        let phrase = try book.add(
          try PhraseSyntax(field.value, fillers: book.fillers), inURLs: inURLs)
        let parts = book.partCounts[phrase]
        set.owners.append(owner)
        set.severalParts.append(parts > 1 ? Int32(set.severalPartsCount) : -1)
        if parts > 1 { set.severalPartsCount += 1 }
      } catch {
        throw RuleError(file: file, line: field.line, message: error.message)
      }
    }
    set.partCounts = book.partCounts
    set.trie = book.trie
    set.uses = book.uses
    set.vocabulary = book.vocabulary()
    return set
  }

  // MARK: Everything but rules

  private func check(_ stanza: Stanza, _ known: [StaticString]) throws(RuleError) {
    for field in stanza.fields where !known.contains(where: { field.name == $0 }) {
      throw stanza.error(
        "there is no field \(field.name.string) here; known are "
          + known.map { "\($0)" }.joined(separator: ", "),
        line: field.line)
    }
  }

  private mutating func collect(
    _ stanza: Stanza, _ name: StaticString, for owner: PhraseOwner, inURLs: Bool = false
  ) {
    for field in stanza.fields where field.name == name {
      phrases.append((field, stanza.file, owner, inURLs))
    }
  }

  private mutating func readList(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, ["list", "words"])
    let members = stanza.values("words").flatMap(\.value.commaSeparated)
    do throws(PhraseSyntax.Problem) {
      try book.define(list: stanza.fields[0].value.string, members: members)
    } catch {
      throw stanza.error(error.message)
    }
  }

  private mutating func readProvider(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, ["provider", "host", "mark", "url"])
    let id = stanza.fields[0].value.string
    let number = set.providers.count
    guard providerIDs.updateValue(number, forKey: id) == nil else {
      throw stanza.error("the provider \(id) is described twice")
    }
    set.providers.append(Provider(id: id))
    for field in stanza.values("host") {
      for host in field.value.commaSeparated {
        set.providersByHost[host.lowercased().string] = number
      }
    }
    collect(stanza, "mark", for: .provider(number))
    collect(stanza, "url", for: .provider(number), inURLs: true)
  }

  private mutating func readBlocklist(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, ["blocklist", "phrase", "url", "zone", "lookup", "lists"])
    let number = set.blocklists.count
    let lists = try stanza.single("lists")
    guard let content = Blocklist.Content(rawValue: lists?.value.string ?? "ip") else {
      throw stanza.error("lists: is ip, domain or message", line: lists?.line)
    }
    set.blocklists.append(
      Blocklist(
        name: stanza.fields[0].value.string, lookup: try stanza.single("lookup")?.value.string,
        content: content))
    for field in stanza.values("zone") {
      for zone in field.value.commaSeparated {
        let zoneField = Stanza.Field(name: field.name, value: zone, line: field.line)
        phrases.append((zoneField, stanza.file, .blocklist(number), false))
        phrases.append((zoneField, stanza.file, .blocklist(number), true))
      }
    }
    collect(stanza, "phrase", for: .blocklist(number))
    collect(stanza, "url", for: .blocklist(number), inURLs: true)
  }

  private mutating func readReading(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, ["reading", "phrase", "words"])
    let name = stanza.fields[0].value
    let reading: Reading
    do throws(PhraseSyntax.Problem) {
      for field in stanza.values("words") {
        switch name.string {
        case "filler": try book.define(fillers: field.value.commaSeparated)
        case "same": try book.define(same: field.value.commaSeparated)
        default: throw PhraseSyntax.Problem(message: "words: belongs to filler and same only")
        }
      }
    } catch {
      throw stanza.error(error.message)
    }
    switch name.string {
    case "filler", "same": return
    case "inner": reading = .inner
    case "temporary": reading = .temporary
    case "permanent": reading = .permanent
    default:
      guard name.hasPrefixFolded("stage "),
        let stage = SMTPStage(rawValue: name.dropFirst(6).string)
      else {
        throw stanza.error(
          "reading: is filler, same, inner, temporary, permanent, or stage with its name")
      }
      reading = .stage(stage)
    }
    collect(stanza, "phrase", for: .reading(reading))
  }

  // MARK: Rules

  private static let ruleFields: [StaticString] = [
    "rule", "cause", "sisimai", "phrase", "url", "with", "not", "status", "reply", "provider",
    "host", "stage", "dialect", "permanent", "strength", "language", "example",
  ]

  private mutating func readRule(_ stanza: Stanza, isUsers: Bool) throws(RuleError) {
    try check(stanza, Self.ruleFields)
    let id = stanza.fields[0].value.string
    guard !id.isEmpty, !id.contains(" ") else {
      throw stanza.error("a rule needs a name without spaces")
    }
    if let other = ids[id] {
      throw stanza.error("the rule \(id) stands already at \(other.file):\(other.line)")
    }
    ids[id] = stanza.error("")
    guard let causeField = try stanza.single("cause") else {
      throw stanza.error("the rule \(id) needs a cause:")
    }
    guard let cause = Cause(rawValue: causeField.value.string) else {
      throw stanza.error(
        "there is no cause \(causeField.value.string); see `rebound causes`",
        line: causeField.line)
    }
    var rule = Rule(id: id, cause: cause, file: stanza.file, line: stanza.line)
    rule.isUsers = isUsers
    rule.sisimai = try stanza.single("sisimai")?.value.string
    if let field = try stanza.single("strength") {
      guard let strength = Rule.Strength(rawValue: field.value.string) else {
        throw stanza.error("strength: is certain, strong, normal, weak or outer", line: field.line)
      }
      rule.strength = strength
    }
    if let field = try stanza.single("permanent") {
      switch field.value.string {
      case "yes": rule.permanent = true
      case "no": rule.permanent = false
      default: throw stanza.error("permanent: is yes or no", line: field.line)
      }
    }
    try readConditions(stanza, &rule)

    let number = set.rules.count
    collect(stanza, "phrase", for: .rule(number))
    collect(stanza, "url", for: .rule(number), inURLs: true)
    collect(stanza, "not", for: .not(rule: number))
    for (line, field) in stanza.values("with").enumerated() {
      phrases.append((field, stanza.file, .with(rule: number, line: line), false))
      rule.withCount += 1
    }
    guard rule.withCount <= 64 else { throw stanza.error("a rule has 64 with: lines at most") }
    rule.hasWords = stanza.fields.contains { $0.name == "phrase" || $0.name == "url" }
    if !rule.hasWords {
      guard !rule.statuses.isEmpty || !rule.replies.isEmpty else {
        throw stanza.error("the rule \(id) needs a phrase:, a url:, a status: or a reply:")
      }
      set.codeRules.append(number)
    }
    set.rules.append(rule)
  }

  private func readConditions(_ stanza: Stanza, _ rule: inout Rule) throws(RuleError) {
    for field in stanza.fields {
      switch field.name.string {
      case "status":
        for text in field.value.commaSeparated {
          guard let pattern = StatusPattern(text) else {
            throw stanza.error(
              "\(text.string) is no status: write 5.7.1, x.7.1, 5.7.* or 5.7.606-649",
              line: field.line)
          }
          rule.statuses.append(pattern)
        }
      case "reply":
        for text in field.value.commaSeparated {
          guard let pattern = ReplyPattern(text) else {
            throw stanza.error(
              "\(text.string) is no reply code: write 550, 55* or 5**", line: field.line)
          }
          rule.replies.append(pattern)
        }
      case "provider":
        for name in field.value.commaSeparated {
          guard let provider = providerIDs[name.string] else {
            throw stanza.error("there is no provider \(name.string)", line: field.line)
          }
          rule.providers.append(provider)
        }
      case "host":
        rule.hosts += field.value.commaSeparated.map { $0.lowercased().string }
      case "stage":
        for name in field.value.commaSeparated {
          guard let stage = SMTPStage(rawValue: name.string) else {
            throw stanza.error(
              "stage: is \(SMTPStage.allCases.map(\.rawValue).joined(separator: ", "))",
              line: field.line)
          }
          rule.stages.append(stage)
        }
      case "dialect": rule.dialects += field.value.commaSeparated.map(\.string)
      default: break
      }
    }
  }
}
