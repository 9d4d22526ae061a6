import Octets

/// A paragraph of a rule file: fields as in a mail header, one or more of each name, up to an empty line.
struct Stanza {
  struct Field {
    var name: FieldName
    /// Trimmed; the lines of a folded field are joined by a space.
    var value: Bytes
    var line: Int
  }

  let file: String
  /// Where it begins.
  let line: Int
  private(set) var fields: [Field] = []
  /// The names that its fields have: most are asked for where they are absent.
  private(set) var names: FieldNames = []

  func error(_ message: String, line: Int? = nil) -> RuleError {
    RuleError(file: file, line: line ?? self.line, message: message)
  }

  func values(_ name: FieldName) -> [Field] {
    has(name) ? fields.filter { $0.name == name } : []
  }

  func has(_ name: FieldName) -> Bool { names.contains(FieldNames(name)) }

  /// The only value of a field; nil where it is absent.
  func single(_ name: FieldName) throws(RuleError) -> Field? {
    guard has(name), let found = fields.firstIndex(where: { $0.name == name }) else { return nil }
    for field in fields[(found + 1)...] where field.name == name {
      throw error("the field \(name) stands twice: keep one", line: field.line)
    }
    return fields[found]
  }

  /// Reads the stanzas of a file. Lines that begin with `#` are comments.
  ///
  /// - Parameter withExamples: Whether `example:` fields are wanted; they decide nothing.
  static func read(
    _ text: Bytes, file: String, withExamples: Bool = false
  ) throws(RuleError) -> [Stanza] {
    var stanzas: [Stanza] = []
    var current = Stanza(file: file, line: 0)
    var isFolding = false
    var number = 0
    for line in text.lines {
      number += 1
      guard let first = line.first, first != 0x23 else {
        if line.isEmpty, !current.fields.isEmpty {
          stanzas.append(current)
          current.fields = []
          current.names = []
        }
        continue
      }
      if first.isSpace {
        let more = line.trimmed()
        if more.isEmpty { continue }
        guard !current.fields.isEmpty || isFolding else {
          throw RuleError(
            file: file, line: number,
            message: "an indented line continues a field, and none stands before it")
        }
        if isFolding { current.fold(more) }
        continue
      }
      guard let colon = line.firstIndex(of: 0x3A) else {
        throw RuleError(file: file, line: number, message: "write “field: value”")
      }
      guard let name = FieldName(line[0..<colon]) else {
        throw RuleError(
          file: file, line: number,
          message: "there is no field \(line[0..<colon].string); write “field: value” with one of "
            + FieldName.allCases.map { "\($0)" }.joined(separator: ", "))
      }
      isFolding = name != .example || withExamples
      guard isFolding else { continue }
      if current.fields.isEmpty {
        current = Stanza(file: file, line: number)
        current.fields.reserveCapacity(12)
      }
      current.names.insert(FieldNames(name))
      current.fields.append(
        Field(name: name, value: line[(colon + 1)...].trimmed(), line: number))
    }
    if !current.fields.isEmpty { stanzas.append(current) }
    return stanzas
  }

  private mutating func fold(_ continuation: Bytes) {
    guard let last = fields.indices.last else { return }
    fields[last].value = Bytes(joining: Bytes(joining: fields[last].value, " "), continuation)
  }
}

/// Some of the fields of rule files.
struct FieldNames: OptionSet {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ name: FieldName) { rawValue = 1 << UInt32(name.rawValue) }

  init(_ names: [FieldName]) {
    self.init(rawValue: names.reduce(0) { $0 | FieldNames($1).rawValue })
  }
}

/// The fields of rule files.
enum FieldName: UInt8, CaseIterable, CustomStringConvertible {
  case rule, list, provider, blocklist, reading
  case phrase, url, not, with, mark, words, zone
  case cause, sisimai, permanent, strength, language
  case status, reply, host, stage, dialect
  case lookup, lists, example

  init?(_ name: Bytes) {
    // Most fields are one of these two.
    if name == "phrase" {
      self = .phrase
    } else if name == "example" {
      self = .example
    } else if let known = Self.allCases.first(where: { name == $0.staticName }) {
      self = known
    } else {
      return nil
    }
  }

  var description: String { "\(staticName)" }

  private var staticName: StaticString {
    switch self {
    case .rule: "rule"
    case .list: "list"
    case .provider: "provider"
    case .blocklist: "blocklist"
    case .reading: "reading"
    case .phrase: "phrase"
    case .url: "url"
    case .not: "not"
    case .with: "with"
    case .mark: "mark"
    case .words: "words"
    case .zone: "zone"
    case .cause: "cause"
    case .sisimai: "sisimai"
    case .permanent: "permanent"
    case .strength: "strength"
    case .language: "language"
    case .status: "status"
    case .reply: "reply"
    case .host: "host"
    case .stage: "stage"
    case .dialect: "dialect"
    case .lookup: "lookup"
    case .lists: "lists"
    case .example: "example"
    }
  }
}

extension Bytes {
  /// The entries of a list with commas, trimmed.
  var commaSeparated: [Bytes] {
    var entries: [Bytes] = []
    var rest = self
    while let (entry, behind) = rest.split(at: 0x2C) {
      entries.append(entry.trimmed())
      rest = behind
    }
    entries.append(rest.trimmed())
    return entries
  }
}
