import TOMLKit

/// Reads the values of one table, and says where it is wrong.
struct TOMLReader {
  private let table: TOMLTable
  private let prefix: String

  init(_ table: TOMLTable, path: String) {
    self.table = table
    self.prefix = path
  }

  func path(_ key: String) -> String { prefix.isEmpty ? key : "\(prefix).\(key)" }

  func allow(_ keys: [String]) throws {
    for key in table.keys where !keys.contains(key) { throw PolicyError.unknownKey(path(key)) }
  }

  func number(_ key: String, atLeast least: Int) throws -> Int? {
    guard let value = table[key] else { return nil }
    guard let number = value.int, number >= least, number <= TOMLReader.largest else {
      throw PolicyError.invalid(
        key: path(key), expected: "a number from \(least) to \(TOMLReader.largest)")
    }
    return number
  }

  /// Days and counts beyond this mean "never", and must not overflow when they become seconds.
  private static let largest = 1_000_000

  func numbers(_ key: String) throws -> [Int]? {
    guard let value = table[key] else { return nil }
    let numbers = value.array.map { array in array.map(\.int) } ?? []
    let valid = numbers.compactMap { $0 }.filter { (1...1_000).contains($0) }
    guard !valid.isEmpty, valid.count == numbers.count else {
      throw PolicyError.invalid(key: path(key), expected: "a list of numbers from 1 to 1000")
    }
    return valid
  }

  func flag(_ key: String) throws -> Bool? {
    guard let value = table[key] else { return nil }
    guard let flag = value.bool else {
      throw PolicyError.invalid(key: path(key), expected: "true or false")
    }
    return flag
  }

  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, of type: Choice.Type
  ) throws -> Choice? {
    guard let value = table[key] else { return nil }
    guard let choice = value.string.flatMap(Choice.init(rawValue:)) else {
      let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw PolicyError.invalid(key: path(key), expected: "one of \(names)")
    }
    return choice
  }

  /// The tables in the table of that name, by what their names stand for.
  func tables<Name>(_ key: String, by name: (String) -> Name?) throws -> [(Name, TOMLReader)] {
    guard let value = table[key] else { return [] }
    guard let outer = value.table else {
      throw PolicyError.invalid(key: path(key), expected: "a table")
    }
    return try outer.keys.sorted().map { member in
      let memberPath = "\(path(key)).\(member)"
      guard let named = name(member) else { throw PolicyError.unknownKey(memberPath) }
      guard let inner = outer[member]?.table else {
        throw PolicyError.invalid(key: memberPath, expected: "a table")
      }
      return (named, TOMLReader(inner, path: memberPath))
    }
  }
}
