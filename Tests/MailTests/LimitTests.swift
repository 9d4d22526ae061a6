import Octets
import Testing

@testable import Mail

/// Every limit of `Limits` that this room keeps, reached.
@Suite struct LimitTests {
  @Test func messageSize() {
    var limits = Limits.standard
    limits.messageSize = 20
    let message = Message("Subject: x\n\n0123456789", limits: limits)
    #expect(message.root.body == "01234567")
    #expect(message.source.count == 20)
    #expect(message.notes == ["size limit reached: the end of the message was left unread"])
    limits.messageSize = 22
    #expect(Message("Subject: x\n\n0123456789", limits: limits).notes == [])
  }

  @Test func headerFields() {
    var limits = Limits.standard
    limits.headerFields = 2
    let message = Message("A: 1\nB: 2\n 2\nC: 3\n 3\nD: 4\n\nbody", limits: limits)
    #expect(message.header.fields.map(\.value) == ["1", "2 2"])
    #expect(message.root.body == "body")
    #expect(message.notes == ["header limit reached: fields were left unread"])
  }

  @Test func headerSize() {
    var limits = Limits.standard
    limits.headerSize = 12
    let message = Message("A: 1\nB: 2\n 3456\n 7\nC: 3\n\nbody", limits: limits)
    #expect(message.header.fields.map(\.value) == ["1", "2"])
    #expect(message.root.body == "body")
    #expect(message.notes == ["header limit reached: fields were left unread"])
    limits.headerSize = -1
    #expect(Message("A: 1\n\nbody", limits: limits).root.body == "body")
  }

  @Test func depth() {
    var limits = Limits.standard
    limits.depth = 2
    var text = "text"
    for level in 0..<4 {
      text =
        "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(text)\n--b\(level)--"
    }
    let message = Message(Bytes(text), limits: limits)
    let innermost = message.root.children.first?.children.first
    #expect(innermost?.isMultipart == true)
    #expect(innermost?.children.isEmpty == true)
    #expect(innermost?.text.hasPrefix("--b1") == true)
    #expect(message.notes == ["depth limit reached: parts were left unread"])
  }

  @Test func parts() {
    var limits = Limits.standard
    limits.parts = 3
    let text =
      "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 9)
    let message = Message(Bytes(text), limits: limits)
    #expect(message.root.children.count == 3)
    #expect(message.notes == ["part limit reached: parts were left unread"])
    limits.parts = 0
    #expect(
      Message("Content-Type: message/rfc822\n\nA: 1\n\n", limits: limits).root.children.isEmpty)
  }

  /// What would take hours where a message is gone through once for each of its parts or lines.
  @Test(.timeLimit(.minutes(1)))
  func largeMessagesTakeLinearTime() {
    let nested = (0..<10_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }
      .joined()
    #expect(Message(Bytes(nested)).notes.count == 1)
    let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: 10_000)
    #expect(Message(Bytes(messages)).notes.count == 1)
    let same = String(
      repeating: "Content-Type: multipart/mixed; boundary=b\n\n--b\n", count: 10_000)
    #expect(Message(Bytes(same)).notes.count == 1)
    let siblings =
      "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\n", count: 10_000)
    #expect(Message(Bytes(siblings)).root.children.count == Limits.standard.parts)

    let header = (0..<100_000).map { "X-\($0): value\n" }.joined()
    #expect(Message(Bytes(header + "\nbody")).header.fields.count == Limits.standard.headerFields)
    let broken = String(repeating: "no field here\n", count: 100_000)
    #expect(Message(Bytes("A: 1\n" + broken)).header.fields.count == 1)
    let half = String(repeating: "no field here\nA: 1\n", count: 50_000)
    #expect(Message(Bytes(half)).header.fields.count == Limits.standard.headerFields)
    for end in ["\n", "\r", "\r\n"] {
      let lines = "A: 1\(end)\(end)" + String(repeating: "--a line of text\(end)", count: 100_000)
      #expect(Message(Bytes(lines)).root.text.lines.map(\.count).count == 100_000)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func longLinesTakeLinearTime() {
    let line = String(repeating: "x", count: 1 << 20)
    #expect(Message(Bytes(line)).root.text.count == 1 << 20)
    #expect(
      Message(Bytes("Subject: \(line.dropLast(9))")).header["subject"]?.count == (1 << 20) - 9)
    for type in [
      "multipart/mixed; boundary=x", "multipart/mixed; boundary=\(String(line.prefix(999)))",
    ] {
      #expect(Message(Bytes("Content-Type: \(type)\n\n\(line)")).root.children.count == 1)
    }
    let dashes = String(repeating: "--x", count: 300_000)
    #expect(
      Message(Bytes("Content-Type: multipart/mixed; boundary=x\n\n\(dashes)")).root.children.count
        == 1)
  }

  /// 15 MB of base64 in a part, as in the report that today's parsers take minutes for.
  @Test(.timeLimit(.minutes(1)))
  func aLargeAttachment() {
    let line = String(repeating: "QUJD", count: 19) + "\n"
    let text =
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: application/pdf\n"
      + "Content-Transfer-Encoding: base64\n\n" + String(repeating: line, count: 200_000)
      + "--b--\n"
    let message = Message(Bytes(text))
    #expect(message.root.children.count == 2)
    #expect(message.root.children.first?.text == "one")
    #expect(Array(message.root.children).last?.body.count == 200_000 * 77 - 1)
  }
}
