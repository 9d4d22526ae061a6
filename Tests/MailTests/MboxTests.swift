import Octets
import Testing

@testable import Mail

@Suite struct MboxTests {
  static let line = "From MAILER-DAEMON Tue Mar  3 04:05:06 2026\n"

  private func items(
    _ text: String, limits: Limits = .standard, blockSize: Int = 4 << 20
  ) throws -> [MailItem] {
    let folder = try TemporaryFolder()
    let path = try folder.write("mbox", text)
    return try MailSource([path], nil, limits, blockSize: blockSize).items()
  }

  private func messages(_ text: String) throws -> [String] {
    try items(text).map(\.octets.string)
  }

  @Test(arguments: [
    // Two messages, with all line ends.
    ("\(line)A: 1\n\none\n\n\(line)B: 2\n\ntwo\n\n", ["A: 1\n\none\n", "B: 2\n\ntwo\n"]),
    ("\(line)A: 1\n\none\n\n\(line)B: 2\n\ntwo", ["A: 1\n\none\n", "B: 2\n\ntwo"]),
    ("\n\n\(line)A: 1\n\n\n\(line)B: 2\n\n", ["A: 1\n\n", "B: 2\n"]),
    // One message.
    ("\(line)A: 1\n\none\n", ["A: 1\n\none\n"]), ("\(line)", [""]),
    ("A: 1\n\none\n", ["A: 1\n\none\n"]),
    ("From me to you\nA: 1\n", ["From me to you\nA: 1\n"]), ("", []),
    // Body text is no separator: without a date, without a header behind it.
    ("\(line)A: 1\n\n\nFrom here on\nB: 2\n", ["A: 1\n\n\nFrom here on\nB: 2\n"]),
    ("\(line)A: 1\n\n\n\(line)and no field\n", ["A: 1\n\n\n\(line)and no field\n"]),
    (
      "\(line)A: 1\n\n\nFrom a Tue, 3 Mar 2026 04:05\n B: 2\n",
      ["A: 1\n\n\nFrom a Tue, 3 Mar 2026 04:05\n B: 2\n"]
    ),
    // Without the blank line only the exact form separates.
    ("\(line)A: 1\n\none\n\(line)B: 2\n\n", ["A: 1\n\none\n", "B: 2\n"]),
    (
      "\(line)A: 1\n\none\nFrom a Tue, 3 Mar 2026 04:05:06 +0000\nB: 2\n",
      ["A: 1\n\none\nFrom a Tue, 3 Mar 2026 04:05:06 +0000\nB: 2\n"]
    ),
    // Without a header.
    (
      "\(line)A: 1\n\none\n\n\(line)\nbody\n\n\(line)B: 2\n\n",
      ["A: 1\n\none\n", "\nbody\n", "B: 2\n"]
    ),
    // A byte order mark above a header.
    (
      "\(line)A: 1\n\none\n\n\(line)\u{FEFF}B: 2\n\ntwo\n\n",
      ["A: 1\n\none\n", "\u{FEFF}B: 2\n\ntwo\n"]
    ),
    // Two lines above one message.
    ("\(line)A: 1\n\none\n\n\(line)>From a\nB: 2\n\n", ["A: 1\n\none\n", "From a\nB: 2\n"]),
    // Quoting is undone, once.
    (
      "\(line)A: 1\n\n>From here\n>>From there\n> From x\nx >From y\n\n",
      ["A: 1\n\nFrom here\n>From there\n> From x\nx >From y\n"]
    ),
  ])
  func cutting(text: String, expected: [String]) throws {
    #expect(try messages(text) == expected)
    #expect(
      try messages(text.replacing("\n", with: "\r\n"))
        == expected.map { $0.replacing("\n", with: "\r\n") })
    #expect(
      try messages(text.replacing("\n", with: "\r"))
        == expected.map { $0.replacing("\n", with: "\r") })
  }

  /// mboxcl2 does not quote: the length tells where the message ends.
  @Test func contentLengthIsBelievedWhereItIsRight() throws {
    let body = "one\n\n\(Self.line)X: not a header\n\n>From y\nend\n"
    let first = "A: 1\nContent-Length: \(body.utf8.count)\n\n\(body)"
    let second = "B: 2\n\ntwo\n"
    #expect(try messages("\(Self.line)\(first)\n\(Self.line)\(second)") == [first, second])
    #expect(try messages("\(Self.line)\(first)\(Self.line)\(second)") == [first, second])
    #expect(try messages("\(Self.line)\(first)") == [first])
    #expect(try messages("\(Self.line)\(first)\n") == [first])
  }

  @Test(arguments: ["0", "1", "7", "99", "999999", "99999999999999999999", "-1", "x", ""])
  func contentLengthIsIgnoredWhereItIsWrong(length: String) throws {
    let first = "A: 1\nContent-Length: \(length)\n\none\n"
    let second = "Content-Length: 3\nB: 2\n\ntwo\n"
    #expect(try messages("\(Self.line)\(first)\n\(Self.line)\(second)") == [first, second])
  }

  @Test func offsets() throws {
    let text = "\n\(Self.line)A: 1\n\n\(Self.line)B: 2\n\ntwo"
    let items = try items(text)
    #expect(items.map(\.offset) == [1, 51])
    #expect(items.map(\.endOffset) == [51, text.utf8.count])
    #expect(items.allSatisfy { $0.source.hasSuffix("/mbox") && !$0.isCut })
    #expect(items.map(\.octets) == ["A: 1\n", "B: 2\n\ntwo"])
  }

  /// Remembers a place in every file.
  private final class Bookmark: SourceMemory {
    let offset: Int
    init(_ offset: Int) { self.offset = offset }
    func isUnchanged(folder: FileStamp) -> Bool { false }
    func isRead(_ file: FileStamp) -> Bool { false }
    func position(in file: FileStamp, head: FileHead) -> Int { offset }
  }

  @Test func goingOnWhereTheLastRunEnded() throws {
    let folder = try TemporaryFolder()
    let old = "\(Self.line)A: 1\n\none\n\n\(Self.line)B: 2\n\ntwo\n\n"
    let path = try folder.write("mbox", old)
    func read(from offset: Int) throws -> [String] {
      try MailSource([path], memory: Bookmark(offset)).items().map {
        "\($0.offset) \($0.octets.prefix(4))"
      }
    }
    let end = old.utf8.count
    #expect(try read(from: 0) == ["0 A: 1", "55 B: 2"])
    #expect(try read(from: 55) == ["55 B: 2"])
    try folder.write("mbox", old + "\(Self.line)C: 3\n\n")
    #expect(try read(from: end) == ["\(end) C: 3"])
    // Another file under the same name: shorter, or with something else in this place.
    #expect(try read(from: end + 999) == ["0 A: 1", "55 B: 2", "\(end) C: 3"])
    #expect(try read(from: 7) == ["0 A: 1", "55 B: 2", "\(end) C: 3"])
    try folder.write("mbox", "A: 1\n\nno mailbox any more, and long enough for the offset")
    #expect(try read(from: 20) == ["0 A: 1"])
  }

  @Test func aMessageBeyondTheLimitIsCut() throws {
    var limits = Limits.standard
    limits.messageSize = 3_000
    let long = "A: 1\n\n" + String(repeating: "0123456789\n", count: 2_000)
    let text = "\(Self.line)\(long)\n\(Self.line)B: 2\n\ntwo\n\n\(Self.line)\(long)"
    for blockSize in [2_048, 5_000, 4 << 20] {
      let items = try items(text, limits: limits, blockSize: blockSize)
      #expect(items.map(\.isCut) == [true, false, true])
      #expect(items.map(\.octets.count) == [3_000, 10, 3_000])
      #expect(items.map(\.offset) == [0, 22_051, 22_106])
      #expect(items.last?.endOffset == text.utf8.count)
      #expect(items.dropFirst().first?.octets == "B: 2\n\ntwo\n")
    }
  }

  /// The same messages come out, wherever the blocks end.
  @Test func blocksMakeNoDifference() throws {
    var random = SeededGenerator(seed: 4)
    let pieces = [
      Self.line, "\n", "A: 1\n", "B: 2\n\n", "text\n", ">From x\n", "From x\n",
      "Content-Length: 900\n",
      "From a Tue, 3 Mar 2026 04:05:06 +0000\n", String(repeating: "x", count: 700) + "\n",
    ]
    for _ in 0..<60 {
      var text = Self.line
      for _ in 0..<Int.random(in: 0...120, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let whole = try items(text)
      for blockSize in [2_048, 2_049, 3_000, 9_999] {
        let pieces = try items(text, blockSize: blockSize)
        #expect(pieces.map(\.octets) == whole.map(\.octets))
        #expect(pieces.map(\.offset) == whole.map(\.offset))
        #expect(pieces.map(\.endOffset) == whole.map(\.endOffset))
      }
    }
  }
}
