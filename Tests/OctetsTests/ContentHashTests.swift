import Testing

@testable import Octets

@Suite struct ContentHashTests {
  /// Whatever the white space, a text counts as its words with single spaces between them.
  @Test func whiteSpaceIsFolded() {
    var random = SeededGenerator(seed: 15)
    for round in 0..<4_000 {
      let text = random.octets(
        upTo: 60, of: round % 2 == 0 ? "abcdefghijklmnopqrstuvwxyz " : "abcdef \n\r\t\u{B}\u{C}")
      let folded = text.split(whereSeparator: \.isSpace).joined(separator: [0x20])
      var hash = ContentHash()
      hash.addFoldingSpace(Bytes(text))
      var expected = ContentHash()
      expected.add(Bytes(Array(folded)))
      #expect(hash.value == expected.value)
      #expect(text.withUnsafeBufferPointer(\.isSpaceFolded) == text.elementsEqual(folded))
    }
  }
}
