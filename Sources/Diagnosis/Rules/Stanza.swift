import Octets

/// A paragraph of a rule file: fields as in a mail header, one or more of each name, up to an empty line.
struct Stanza {
  struct Field {
    /// In lower case.
    var name: Bytes
    /// Trimmed; the lines of a folded field are joined by a space.
    var value: Bytes
    var line: Int
  }

  let file: String
  /// Where it begins.
  let line: Int
  private(set) var fields: [Field] = []

  func error(_ message: String, line: Int? = nil) -> RuleError {
    RuleError(file: file, line: line ?? self.line, message: message)
  }

  func values(_ name: StaticString) -> [Field] {
    fields.filter { $0.name == name }
  }

  /// The only value of a field; nil where it is absent.
  func single(_ name: StaticString) throws(RuleError) -> Field? {
    var found: Field?
    for field in fields where field.name == name {
      guard found == nil else {
        throw error("the field \(name) stands twice: keep one", line: field.line)
      }
      found = field
    }
    return found
  }

  /// Reads the stanzas of a file. Lines that begin with `#` are comments.
  static func read(_ text: Bytes, file: String) throws(RuleError) -> [Stanza] {
    var stanzas: [Stanza] = []
    var current: Stanza?
    var number = 0
    for line in text.lines {
      number += 1
      if line.first == 0x23 { continue }
      let trimmed = line.trimmed()
      if trimmed.isEmpty {
        if let finished = current { stanzas.append(finished) }
        current = nil
        continue
      }
      if line[0].isSpace {
        guard current?.fold(trimmed) == true else {
          throw RuleError(
            file: file, line: number,
            message: "an indented line continues a field, and none stands before it")
        }
        continue
      }
      guard let (name, value) = line.split(at: 0x3A), !name.isEmpty,
        name.firstIndex(where: { !$0.isAlphanumeric && $0 != 0x2D }) == nil
      else {
        throw RuleError(file: file, line: number, message: "write “field: value”")
      }
      if current == nil { current = Stanza(file: file, line: number) }
      current?.fields.append(
        Field(name: name.lowercased(), value: value.trimmed(), line: number))
    }
    if let finished = current { stanzas.append(finished) }
    return stanzas
  }

  private mutating func fold(_ continuation: Bytes) -> Bool {
    guard let last = fields.indices.last else { return false }
    fields[last].value = Bytes(fields[last].value.array + [0x20] + continuation.array)
    return true
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
