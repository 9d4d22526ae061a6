import GRDB
import Model

/// Looks up what the numbers in listed rows stand for.
struct ListedNames {
  let domains: NameLookup
  let hosts: NameLookup
  private let codes: CodeTable

  init(_ database: Database) throws {
    domains = NameLookup(try RawStatement(database, "SELECT name FROM domain WHERE id = ?"))
    hosts = NameLookup(try RawStatement(database, "SELECT name FROM host WHERE id = ?"))
    codes = try CodeTable(database)
  }

  func code(_ id: Int64) throws -> (reply: ReplyCode?, status: EnhancedStatus?) {
    try codes.code(id)
  }
}
