import Octets
import Testing

@Suite struct LinesTests {
  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("\n\n", ["", ""]), ("\r\n", [""]),
    ("\r\r", ["", ""]), ("a\nb\r\nc\rd", ["a", "b", "c", "d"]), ("a\n\rb", ["a", "", "b"]),
    ("a\r\n\r\nb", ["a", "", "b"]), ("a\r", ["a"]), ("\0\nb", ["\0", "b"]),
  ])
  func endsOfAllKinds(text: String, lines: [String]) {
    #expect(Bytes(text).lines.map(\.string) == lines)
  }

  @Test func positions() {
    var lines = Lines("ab\r\ncd\nef", from: 4)
    #expect(lines.position == 4)
    #expect(lines.nextRange() == 4..<6)
    #expect(lines.position == 7)
    #expect(lines.next() == "ef")
    #expect(lines.position == 9)
    #expect(lines.next() == nil)
    var outside = Lines("ab", from: 7)
    #expect(outside.next() == nil)
    var before = Lines("ab", from: -7)
    #expect(before.next() == "ab")
  }

  @Test func lineEnds() {
    let text = Bytes("a\r\nb\rc\nd")
    #expect(text.behindLineEnd(at: 1) == 3)
    #expect(text.behindLineEnd(at: 0) == 0)
    #expect(text.behindLineEnd(at: 4) == 5)
    #expect(text.behindLineEnd(at: 6) == 7)
    #expect(text.behindLineEnd(at: 99) == 99)
    #expect(text.behindLineEnd(at: -1) == -1)
    #expect(text.endOfLine(from: 0) == 1)
    #expect(text.endOfLine(from: 7) == 8)
    #expect(text.endOfLine(from: 99) == 8)
    #expect(text.endOfLine(from: -1) == 8)
  }

  /// Line ends at every distance, so that they fall into and behind whole vectors.
  @Test(arguments: 0..<70)
  func linesOfEveryLength(length: Int) {
    let line = String(repeating: "x", count: length)
    for end in ["\n", "\r", "\r\n"] {
      #expect(
        Bytes(line + end + line).lines.map(\.count) == (length == 0 ? [0] : [length, length]))
    }
  }
}
