import TOMLKit

extension Policy {
  /// The policy with one value changed.
  ///
  /// - Parameters:
  ///   - key: A dotted TOML key: `cause.mailbox-full.hold-days`.
  ///   - value: As TOML writes it.
  /// - Throws: `PolicyError`.
  public func setting(_ key: String, to value: String) throws -> Policy {
    // One line of TOML, so that quoting in keys and values follows its rules and nothing else can follow.
    guard !key.contains(where: \.isNewline), !value.contains(where: \.isNewline) else {
      throw PolicyError.invalid(key: key, expected: "on one line")
    }
    let change: TOMLTable
    do {
      change = try TOMLTable(string: "\(key) = \(value)")
    } catch let error as TOMLParseError {
      throw PolicyError.syntax(error.description, line: error.source.begin.line)
    }
    let whole = try TOMLTable(string: toml)
    Policy.merge(change, into: whole)
    return try Policy(toml: whole.convert())
  }

  private static func merge(_ change: TOMLTable, into whole: TOMLTable) {
    for (key, value) in change {
      if let inner = value.table, let existing = whole[key]?.table {
        merge(inner, into: existing)
        whole[key] = existing
      } else {
        whole[key] = value
      }
    }
  }
}
