import Model
import Octets

/// Reads rule files and compiles them.
struct RuleReader {
  private var set = RuleSet.Content()
  private var book = PhraseBook()
  /// The rules by the hashes of their names.
  private var ids = GrowingNumbers()
  /// The providers by the hashes of their names.
  private var providerIDs = GrowingNumbers()
  // Rules may name lists and providers that stand in later files, so these are read last.
  private var lists: [Stanza] = []
  private var rules: [(stanza: Stanza, isUsers: Bool)] = []
  private var phrases: [Phrase] = []
  /// The files that phrases were collected from; a file may stand here more than once.
  private var files: [String] = []

  private struct Phrase {
    var text: Bytes
    /// Its place in `files`.
    var file: Int
    var line: Int
    var owner: PhraseOwner
    var inURLs: Bool
  }

  mutating func read(_ text: Bytes, file: String, isUsers: Bool) throws(RuleError) {
    for stanza in try Stanza.read(text, file: file) {
      guard let first = stanza.fields.first else { continue }
      switch first.name {
      case .rule: rules.append((stanza, isUsers))
      case .list: lists.append(stanza)
      case .provider: try readProvider(stanza)
      case .blocklist: try readBlocklist(stanza)
      case .reading: try readReading(stanza)
      default:
        throw stanza.error(
          "a paragraph begins with rule:, list:, provider:, blocklist: or reading:, "
            + "not with \(first.name):")
      }
    }
  }

  mutating func compiled() throws(RuleError) -> RuleSet.Content {
    for stanza in lists { try readList(stanza) }
    set.rules.reserveCapacity(rules.count)
    // More than most rules have.
    phrases.reserveCapacity(phrases.count + rules.count * 6)
    for (stanza, isUsers) in rules { try readRule(stanza, isUsers: isUsers) }
    set.owners.reserveCapacity(phrases.count)
    for index in phrases.indices {
      do throws(PhraseProblem) {
        _ = try book.add(phrases[index].text, inURLs: phrases[index].inURLs)
      } catch {
        throw RuleError(
          file: files[phrases[index].file], line: phrases[index].line, message: error.message)
      }
      set.owners.append(phrases[index].owner)
    }
    set.phrases = book.index()
    return set
  }

  // MARK: Everything but rules

  private func check(_ stanza: Stanza, _ known: [FieldName]) throws(RuleError) {
    guard !stanza.names.isSubset(of: FieldNames(known)) else { return }
    for field in stanza.fields where !known.contains(field.name) {
      throw stanza.error(
        "the field \(field.name) has no place here; known are "
          + known.map { "\($0)" }.joined(separator: ", "),
        line: field.line)
    }
  }

  private mutating func collect(
    _ stanza: Stanza, _ name: FieldName, for owner: PhraseOwner, inURLs: Bool = false
  ) {
    guard stanza.has(name) else { return }
    let file = place(ofFile: stanza.file)
    for field in stanza.fields where field.name == name {
      phrases.append(
        Phrase(text: field.value, file: file, line: field.line, owner: owner, inURLs: inURLs))
    }
  }

  private mutating func place(ofFile file: String) -> Int {
    if files.last != file { files.append(file) }
    return files.count - 1
  }

  private mutating func readList(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, [.list, .words])
    let members = stanza.values(.words).flatMap(\.value.commaSeparated)
    do throws(PhraseProblem) {
      try book.define(list: stanza.fields[0].value.string, members: members)
    } catch {
      throw stanza.error(error.message)
    }
  }

  private mutating func readProvider(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, [.provider, .host, .mark, .url])
    let id = stanza.fields[0].value
    let number = set.providers.count
    guard providerIDs.insert(UInt32(number), for: id.wordHash.value) == nil else {
      throw stanza.error("the provider \(id.string) is described twice")
    }
    set.providers.append(id.string)
    for field in stanza.values(.host) {
      for host in field.value.commaSeparated {
        set.providersByHost.set(
          UInt32(number), for: WordHash.of(host.lowercased().array.reversed()).value)
      }
    }
    collect(stanza, .mark, for: PhraseOwner(kind: .provider, number: Int32(number)))
    collect(stanza, .url, for: PhraseOwner(kind: .provider, number: Int32(number)), inURLs: true)
  }

  private mutating func readBlocklist(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, [.blocklist, .phrase, .url, .zone, .lookup, .lists])
    let number = set.blocklists.count
    let lists = try stanza.single(.lists)
    guard let content = Blocklist.Content(rawValue: lists?.value.string ?? "ip") else {
      throw stanza.error("lists: is ip, domain or message", line: lists?.line)
    }
    set.blocklists.append(
      Blocklist(
        name: stanza.fields[0].value.string, lookup: try stanza.single(.lookup)?.value.string,
        content: content))
    let owner = PhraseOwner(kind: .blocklist, number: Int32(number))
    for field in stanza.values(.zone) {
      for zone in field.value.commaSeparated {
        for inURLs in [false, true] {
          phrases.append(
            Phrase(
              text: zone, file: place(ofFile: stanza.file), line: field.line, owner: owner,
              inURLs: inURLs))
        }
      }
    }
    collect(stanza, .phrase, for: owner)
    collect(stanza, .url, for: owner, inURLs: true)
  }

  private mutating func readReading(_ stanza: Stanza) throws(RuleError) {
    try check(stanza, [.reading, .phrase, .words])
    let name = stanza.fields[0].value
    do throws(PhraseProblem) {
      for field in stanza.values(.words) {
        switch name.string {
        case "filler": try book.define(fillers: field.value.commaSeparated)
        case "same": try book.define(same: field.value.commaSeparated)
        default: throw PhraseProblem(message: "words: belongs to filler and same only")
        }
      }
    } catch {
      throw stanza.error(error.message)
    }
    switch name.string {
    case "filler", "same": return
    case "inner": collect(stanza, .phrase, for: PhraseOwner(kind: .inner, number: 0))
    case "about sender":
      collect(stanza, .phrase, for: PhraseOwner(kind: .aboutSender, number: 0))
    case "temporary": collect(stanza, .phrase, for: PhraseOwner(kind: .temporary, number: 0))
    case "permanent": collect(stanza, .phrase, for: PhraseOwner(kind: .permanent, number: 0))
    default:
      guard name.hasPrefixFolded("stage "),
        let stage = SMTPStage(rawValue: name.dropFirst(6).string),
        let number = SMTPStage.allCases.firstIndex(of: stage)
      else {
        throw stanza.error(
          "reading: is filler, same, inner, about sender, temporary, permanent, "
            + "or stage with its name")
      }
      collect(stanza, .phrase, for: PhraseOwner(kind: .stage, number: Int32(number)))
    }
  }

  // MARK: Rules

  private static let ruleFields: [FieldName] = [
    .rule, .cause, .sisimai, .phrase, .url, .lists, .with, .not, .status, .reply, .provider,
    .host, .stage, .dialect, .permanent, .strength, .language, .example,
  ]

  private mutating func readRule(_ stanza: Stanza, isUsers: Bool) throws(RuleError) {
    try check(stanza, Self.ruleFields)
    let name = stanza.fields[0].value
    let id = name.string
    guard !name.isEmpty, !name.contains(0x20) else {
      throw stanza.error("a rule needs a name without spaces")
    }
    let number = set.rules.count
    if let other = ids.insert(UInt32(number), for: name.wordHash.value) {
      let first = rules[Int(other)].stanza
      throw stanza.error("the rule \(id) stands already at \(first.file):\(first.line)")
    }
    guard let causeField = try stanza.single(.cause) else {
      throw stanza.error("the rule \(id) needs a cause:")
    }
    guard let cause = Cause(rawValue: causeField.value.string) else {
      throw stanza.error(
        "there is no cause \(causeField.value.string); see `rebound causes`",
        line: causeField.line)
    }
    var rule = Rule(id: id, cause: cause)
    rule.isUsers = isUsers
    rule.sisimai = try stanza.single(.sisimai)?.value.string
    if let field = try stanza.single(.strength) {
      guard let strength = Rule.Strength(rawValue: field.value.string) else {
        throw stanza.error(
          "strength: is certain, strong, normal, weak, outer or faint", line: field.line)
      }
      rule.strength = strength
    }
    if let field = try stanza.single(.permanent) {
      switch field.value.string {
      case "yes": rule.permanent = true
      case "no": rule.permanent = false
      default: throw stanza.error("permanent: is yes or no", line: field.line)
      }
    }
    try readConditions(stanza, &rule)

    let owner = PhraseOwner(kind: .rule, number: Int32(number))
    collect(stanza, .phrase, for: owner)
    collect(stanza, .url, for: owner, inURLs: true)
    collect(stanza, .not, for: PhraseOwner(kind: .not, number: Int32(number)))
    for (line, field) in stanza.values(.with).prefix(64).enumerated() {
      let owner = PhraseOwner(kind: .with, line: UInt8(line), number: Int32(number))
      phrases.append(
        Phrase(
          text: field.value, file: place(ofFile: stanza.file), line: field.line, owner: owner,
          inURLs: false))
      rule.withCount += 1
    }
    for field in stanza.values(.lists) {
      for name in field.value.commaSeparated {
        guard let content = Blocklist.Content(rawValue: name.string) else {
          throw stanza.error("lists: is ip, domain or message", line: field.line)
        }
        set.listRules.append((content, number))
      }
    }
    rule.hasWords = stanza.has(.phrase) || stanza.has(.url) || stanza.has(.lists)
    if !rule.hasWords {
      guard !rule.statuses.isEmpty || !rule.replies.isEmpty else {
        throw stanza.error("the rule \(id) needs a phrase:, a url:, a status: or a reply:")
      }
    }
    set.rules.append(rule)
  }

  private func readConditions(_ stanza: Stanza, _ rule: inout Rule) throws(RuleError) {
    for field in stanza.fields {
      switch field.name {
      case .status:
        for text in field.value.commaSeparated {
          guard let pattern = StatusPattern(text) else {
            throw stanza.error(
              "\(text.string) is no status: write 5.7.1, x.7.1, 5.7.* or 5.7.606-649",
              line: field.line)
          }
          rule.statuses.append(pattern)
        }
      case .reply:
        for text in field.value.commaSeparated {
          guard let pattern = ReplyPattern(text) else {
            throw stanza.error(
              "\(text.string) is no reply code: write 550, 55* or 5**", line: field.line)
          }
          rule.replies.append(pattern)
        }
      case .provider:
        for name in field.value.commaSeparated {
          guard let provider = providerIDs[name.wordHash.value] else {
            throw stanza.error("there is no provider \(name.string)", line: field.line)
          }
          rule.providers.append(Int(provider))
        }
      case .host:
        rule.hosts += field.value.commaSeparated.map { $0.lowercased().string }
      case .stage:
        for name in field.value.commaSeparated {
          guard let stage = SMTPStage(rawValue: name.string) else {
            throw stanza.error(
              "stage: is \(SMTPStage.allCases.map(\.rawValue).joined(separator: ", "))",
              line: field.line)
          }
          rule.stages.append(stage)
        }
      case .dialect: rule.dialects += field.value.commaSeparated.map(\.string)
      default: break
      }
    }
  }
}
