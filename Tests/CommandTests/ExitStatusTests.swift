import Foundation
import Testing

/// How the program ends, and what it says then.
@Suite struct ExitStatusTests {
  private let bounce = """
    From: MAILER-DAEMON@mx.example.net
    To: bounces@lists.example.org
    Message-ID: <1@mx.example.net>
    Date: Mon, 2 Nov 2026 08:00:00 +0000
    Content-Type: multipart/report; report-type=delivery-status; boundary=b

    --b

    It failed.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net

    Final-Recipient: rfc822; ada@example.com
    Action: failed
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 User unknown
    --b--
    """

  @Test func successIsSilentWithoutATerminal() throws {
    let scratch = try ScratchFolder()
    let result = try Program.run(
      ["ingest", "-", "--db", scratch.file("a.db")], input: Data(bounce.utf8))
    #expect(result.status == 0)
    #expect(result.output == "" && result.errors == "")
  }

  @Test func theStoreIsItsOwnersAlone() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("deep/below/a.db")
    _ = try Program.run(["ingest", "-", "--db", path], input: Data(bounce.utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func missingInputIs66() throws {
    let scratch = try ScratchFolder()
    let result = try Program.run(
      ["ingest", scratch.file("nothing"), "--db", scratch.file("a.db")])
    #expect(result.status == 66)
    #expect(result.errors.contains("nothing"))
  }

  @Test func whatCannotBeReadIs65AndTheRestIsStored() throws {
    let scratch = try ScratchFolder()
    try Data(bounce.utf8).write(to: URL(fileURLWithPath: scratch.file("good.eml")))
    // What gzip would have begun with.
    try Data([0x1F, 0x8B, 8, 0, 1, 2, 3]).write(to: URL(fileURLWithPath: scratch.file("bad.gz")))
    let store = scratch.file("a.db")
    let result = try Program.run(
      ["ingest", scratch.file("good.eml"), scratch.file("bad.gz"), "--db", store])
    #expect(result.status == 65)
    #expect(result.errors.contains("bad.gz"))
    #expect(try Program.run(["check", "ada@example.com", "--db", store]).status == 1)
    let listed = try Program.run(["unreadable", "--db", store, "--format", "csv"])
    #expect(listed.output.contains("bad.gz"))
  }

  @Test func checkAnswersByItsStatus() throws {
    let scratch = try ScratchFolder()
    let store = scratch.file("a.db")
    _ = try Program.run(["ingest", "-", "--db", store], input: Data(bounce.utf8))
    #expect(try Program.run(["check", "eve@example.com", "--db", store]).status == 0)
    let result = try Program.run(["check", "eve@example.com", "ADA@Example.com", "--db", store])
    #expect(result.status == 1)
    #expect(result.output.contains("user-unknown"))
    #expect(!result.output.contains("eve@example.com"))
  }

  @Test func anotherProgramsDatabaseIsRefused() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("notes.txt")
    try Data(repeating: 0x61, count: 4_096).write(to: URL(fileURLWithPath: path))
    let result = try Program.run(["ingest", "-", "--db", path], input: Data(bounce.utf8))
    #expect(result.status == 78)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 0x61, count: 4_096))
  }

  @Test func askingWithoutAStoreIs66() throws {
    let scratch = try ScratchFolder()
    let result = try Program.run(["suppressions", "--db", scratch.file("none.db")])
    #expect(result.status == 66)
    #expect(result.errors.contains("rebound ingest"))
  }

  @Test func wrongUsageIs64() throws {
    #expect(try Program.run(["suppressions", "--verdict", "maybe"]).status == 64)
    #expect(try Program.run(["explain"]).status == 64)
    #expect(try Program.run(["ingest", "-", "--now", "yesterday"]).status == 64)
  }

  @Test func aBrokenRuleFileIsNamedWithItsLine() throws {
    let scratch = try ScratchFolder()
    let rules = scratch.file("mine.rules")
    try Data("rule: mine\ncause: no-such-cause\nphrase: hello\n".utf8)
      .write(to: URL(fileURLWithPath: rules))
    let result = try Program.run(["explain", "hello", "--rules", rules])
    #expect(result.status == 65)
    #expect(result.errors.contains("mine.rules:2"))
  }
}
