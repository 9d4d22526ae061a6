import Testing

@testable import Octets

@Suite struct OctetTableTests {
  private func number(_ text: String, _ group: Int64 = 0, in table: OctetTable) -> Int? {
    Array(text.utf8).withUnsafeBufferPointer { table.number(of: $0, in: group) }
  }

  @Test func numbersAreThoseOfADictionary() {
    var generator = SeededGenerator(seed: 11)
    let table = OctetTable()
    var expected: [String: Int] = [:]
    for _ in 0..<20_000 {
      let group = Int64(generator.next() % 3)
      let text =
        String(generator.next() % 5_000, radix: 36)
        + String(repeating: "x", count: Int(generator.next() % 20))
      let given = Array(text.utf8).withUnsafeBufferPointer { table.insert($0, in: group) }
      #expect(given == expected["\(group) \(text)", default: expected.count])
      expected["\(group) \(text)"] = given
    }
    #expect(table.count == expected.count)
    for (key, value) in expected {
      let parts = key.split(separator: " ")
      #expect(number(String(parts[1]), Int64(parts[0]) ?? 0, in: table) == value)
      #expect(number(String(parts[1]) + "?", Int64(parts[0]) ?? 0, in: table) == nil)
    }
  }

  @Test func theEmptyKeyIsAKey() {
    let table = OctetTable()
    #expect(number("", in: table) == nil)
    _ = table.insert(UnsafeBufferPointer(start: nil, count: 0))
    #expect(number("", in: table) == 0)
    #expect(number("", 1, in: table) == nil)
  }

  @Test func whatIsForgottenGetsANewNumber() {
    let table = OctetTable(expecting: 3)
    for text in ["alpha", "beta", "gamma"] {
      _ = Array(text.utf8).withUnsafeBufferPointer { table.insert($0) }
    }
    table.removeAll()
    #expect(table.count == 0)
    #expect(number("beta", in: table) == nil)
    #expect(Array("beta".utf8).withUnsafeBufferPointer { table.insert($0) } == 0)
    #expect(number("beta", in: table) == 0)
  }
}
