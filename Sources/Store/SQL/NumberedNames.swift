import GRDB

/// The numbers of the cases of an enumeration, as a table gives them.
///
/// There are few cases, and the hash of one goes through its name: to look through them is faster.
struct NumberedNames<Name: RawRepresentable<String> & Equatable & Sendable>: Sendable {
  private var names: [Name] = []
  private var numbers: [Int64] = []

  init(_ database: Database, table: String) throws {
    for row in try Row.fetchAll(database, sql: "SELECT id, name FROM \(table) ORDER BY id") {
      // A later version may have written names that this one does not know.
      guard let name = Name(rawValue: row[1]) else { continue }
      names.append(name)
      numbers.append(row[0])
    }
  }

  func number(of name: Name) -> Int64? { names.firstIndex(of: name).map { numbers[$0] } }
  func name(_ number: Int64) -> Name? { numbers.firstIndex(of: number).map { names[$0] } }
}
