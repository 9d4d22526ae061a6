import GRDB
import Model

/// Looks up what the numbers in listed rows stand for.
struct ListedNames {
  private let codes: CodeTable
  private let selectDomain: RawStatement
  private let selectHost: RawStatement
  private let selectWords: RawStatement

  init(_ database: Database) throws {
    codes = try CodeTable(database)
    selectDomain = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
    selectHost = try RawStatement(database, "SELECT name FROM host WHERE id = ?")
    selectWords = try RawStatement(
      database,
      "SELECT t.text, e.words FROM event e JOIN template t ON t.id = e.template_id WHERE e.id = ?")
  }

  func domain(_ id: Int64) throws -> String { try name(id, selectDomain) ?? "" }

  func host(_ id: Int64) throws -> String? { try name(id, selectHost) }

  func code(_ id: Int64) throws -> (reply: ReplyCode?, status: EnhancedStatus?) {
    try codes.code(id)
  }

  private func name(_ id: Int64, _ select: RawStatement) throws -> String? {
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? select.string(0) : nil
  }

  /// The new address that a report gave.
  func newAddress(_ event: Int64) throws -> String? {
    selectWords.bind(1, event)
    defer { selectWords.reset() }
    guard try selectWords.step() else { return nil }
    return Substitution.newAddress(template: selectWords.string(0), words: selectWords.string(1))
  }
}
