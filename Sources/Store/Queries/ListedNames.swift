import GRDB
import Model

/// Looks up what the numbers in listed rows stand for.
struct ListedNames {
  let domains: NameLookup
  let hosts: NameLookup
  private let codes: CodeTable
  private let selectWords: RawStatement

  init(_ database: Database) throws {
    domains = NameLookup(try RawStatement(database, "SELECT name FROM domain WHERE id = ?"))
    hosts = NameLookup(try RawStatement(database, "SELECT name FROM host WHERE id = ?"))
    codes = try CodeTable(database)
    selectWords = try RawStatement(
      database,
      "SELECT t.text, e.words FROM event e JOIN template t ON t.id = e.template_id WHERE e.id = ?")
  }

  func code(_ id: Int64) throws -> (reply: ReplyCode?, status: EnhancedStatus?) {
    try codes.code(id)
  }

  /// The new address that a report gave.
  func newAddress(_ event: Int64) throws -> String? {
    selectWords.bind(1, event)
    defer { selectWords.reset() }
    guard try selectWords.step() else { return nil }
    return Substitution.newAddress(template: selectWords.string(0), words: selectWords.string(1))
  }
}
