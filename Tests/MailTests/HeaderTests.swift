import Mail
import Octets
import Testing

@Suite struct HeaderTests {
  /// The fields as `name=value`, and the body.
  private func read(_ text: String) -> (fields: [String], body: String) {
    let message = Message(Bytes(text))
    return (
      message.header.fields.map { "\($0.name)=\($0.value)" }, message.root.body.string
    )
  }

  @Test(arguments: [
    // Line ends, mixed.
    ("A: 1\nB: 2\n\nbody", ["A=1", "B=2"], "body"),
    ("A: 1\r\nB: 2\r\n\r\nbody\r\n", ["A=1", "B=2"], "body\r\n"),
    ("A: 1\rB: 2\r\rbody\r", ["A=1", "B=2"], "body\r"),
    ("A: 1\r\nB: 2\nC: 3\r\n\nbody", ["A=1", "B=2", "C=3"], "body"),
    // Folding.
    ("A: 1\n 2\n\t3\nB:\n  4\n\nbody", ["A=1 2 3", "B=4"], "body"),
    ("A: 1\r\n \r\n 2\r\nB: 3\r\n\r\nbody", ["A=1 2", "B=3"], "body"),
    ("A: 1  \n  2\n\n", ["A=1 2"], ""),
    // No body, no end of line, nothing.
    ("A: 1", ["A=1"], ""), ("A: 1\n", ["A=1"], ""), ("A:", ["A="], ""), ("", [], ""),
    ("\n", [], ""), ("\n\n\n", [], "\n\n"),
    // Names.
    ("A : 1\nB\t: 2\n\n", ["A=1", "B=2"], ""),
    ("X-Ünknown: 1\nA: 1\n\nbody", ["A=1"], "body"),
    ("a.b/c_d: 1\n\n", ["a.b/c_d=1"], ""),
    // Before the header.
    ("\n\r\n \nA: 1\n\nbody", ["A=1"], "body"),
    ("\u{FEFF}A: 1\n\nbody", ["A=1"], "body"),
    ("From a@example.org Tue Mar  3 04:05:06 2026\nA: 1\n\nbody", ["A=1"], "body"),
    (">From a@example.org Tue Mar  3 04:05:06 2026\nFrom x\nA: 1\n\nb", ["A=1"], "b"),
    ("\nFrom a@example.org Tue Mar  3 04:05:06 2026\n\nA: 1\n\nb", ["A=1"], "b"),
    ("A: 1\nFrom somebody\nB: 2\n\nb", ["A=1", "B=2"], "b"),
    ("From me to you,\nthis is text", [], "From me to you,\nthis is text"),
    ("A: 1\nFrom here on it is text\n\nB: 2", ["A=1"], "From here on it is text\n\nB: 2"),
    ("From a@example.org Tue Mar  3 04:05:06 2026\ntext", [], "text"),
    ("From: a\nA: 1\n\nb", ["From=a", "A=1"], "b"),
    // Lines that are no field.
    (
      "A: 1\nwrapped without a space\nB: 2\n\nbody", ["A=1 wrapped without a space", "B=2"], "body"
    ),
    ("A: 1\none\ntwo\nB: 2\n\nbody", ["A=1 one two", "B=2"], "body"),
    ("<html>\nA: 1\n\nbody", ["A=1"], "body"),
    // A body that follows at once.
    ("A: 1\nHello there,\nthis is text\n\nB: 2", ["A=1"], "Hello there,\nthis is text\n\nB: 2"),
    ("A: 1\n \nHello there", ["A=1"], "Hello there"),
    (
      "A: 1\nSee the page\nhttp://example.org/\n\n", ["A=1"],
      "See the page\nhttp://example.org/\n\n"
    ),
    ("Just a text.\nNo header at all.\n", [], "Just a text.\nNo header at all.\n"),
    ("\n\nJust a text.", [], "\nJust a text."),
  ])
  func whatIsAHeader(text: String, fields: [String], body: String) {
    let found = read(text)
    #expect(found.fields == fields)
    #expect(found.body == body)
  }

  @Test func lookup() {
    let header = Header("SUBJECT: one\nTo: a\nsubject: two\nTo: b\nCc:\n c\n\n")
    #expect(header["subject"] == "one")
    #expect(header["to"] == "a")
    #expect(header["cc"] == "c")
    #expect(header["t"] == nil)
    #expect(header["tox"] == nil)
    #expect(header["sobject"] == nil)
    #expect(header.all("to") == ["a", "b"])
    #expect(header.all("bcc").isEmpty)
    #expect(header.contains("cc"))
    #expect(!header.contains("bcc"))
    #expect(header.fields.count == 5)
    #expect(header.fields[4].rawValue == "\n c")
    #expect(Header.empty.isEmpty)
    #expect(Header.empty["to"] == nil)
  }

  @Test func blocksOfADeliveryStatus() {
    let text: Bytes = """

      Reporting-MTA: dns; mx.example.org

      Final-Recipient: rfc822; ada@example.net
      Diagnostic-Code: smtp; 550-5.1.1 The account
      550 5.1.1 does not exist: sorry
      Status: 5.1.1


      Final-Recipient: rfc822; bob@example.net
      """
    let blocks = Array(HeaderBlocks(text))
    #expect(blocks.count == 3)
    #expect(blocks.first?["reporting-mta"] == "dns; mx.example.org")
    #expect(
      blocks.dropFirst().first?["diagnostic-code"]
        == "smtp; 550-5.1.1 The account 550 5.1.1 does not exist: sorry")
    #expect(blocks.dropFirst().first?["status"] == "5.1.1")
    #expect(blocks.last?["final-recipient"] == "rfc822; bob@example.net")
    #expect(Array(HeaderBlocks("\n\n  \njust text\n")).isEmpty)
  }
}
