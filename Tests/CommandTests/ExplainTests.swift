import Foundation
import Testing

/// What `rebound explain` knows and shows.
@Suite struct ExplainTests {
  /// The registry of RFC 5248, by subject: how many details each has, without gaps.
  private static let details = [0: 1, 1: 11, 2: 5, 3: 7, 4: 8, 5: 7, 6: 11, 7: 31]

  @Test func everyRegisteredCodeIsExplained() throws {
    var codes = ["521", "556"]
    for (subject, count) in Self.details.sorted(by: { $0.key < $1.key }) {
      for detail in 0..<count {
        codes += [2, 4, 5].map { "\($0).\(subject).\(detail)" }
      }
    }
    #expect(codes.count == 2 + 3 * 81)
    let result = try Program.run(["explain", "-"], input: Data(codes.joined(separator: "\n").utf8))
    #expect(result.status == 0)
    #expect(!result.output.contains("Not registered"))
    #expect(!result.output.contains("No registered code"))
    let lines = Set(result.output.split(separator: "\n").map(String.init))
    for code in codes {
      #expect(lines.contains(code), "\(code) has no page")
      #expect(lines.contains { $0.hasPrefix(" ") && $0.contains(" \(code)  ") }, "\(code)")
    }
  }

  private func explained(_ text: String) throws -> [String: Any] {
    let result = try Program.run(["explain", "--format", "jsonl", text])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test(arguments: [
    ("550 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org", "Spamhaus ZEN"),
    ("554 5.7.1 Rejected: 192.0.2.7 listed at sbl.spamhaus.org", "Spamhaus SBL"),
    ("550 5.7.1 Client host [192.0.2.7] blocked by b.barracudacentral.org", "Barracuda"),
    ("554 Service unavailable; Client host [192.0.2.7] blocked using bl.spamcop.net", "SpamCop"),
    ("550 mail from 192.0.2.7 refused, listed in dnsbl-1.uceprotect.net", "UCEPROTECT"),
  ])
  func blocklists(text: String, name: String) throws {
    let found = try explained(text)
    #expect(found["blocklist"] as? String == name)
    #expect(found["listed"] as? String == "192.0.2.7")
    #expect((found["lookup"] as? String)?.hasPrefix("http") == true)
    let page = try Program.run(["explain", text]).output
    #expect(page.contains("listed  192.0.2.7"))
    #expect(page.contains("look it up  http"))
  }

  @Test func whatTheWordsName() throws {
    let greylisted = "451 4.7.1 Greylisting in action, please come back in 5 minutes"
    #expect(try explained(greylisted)["retry_after"] as? Int == 300)
    #expect(try Program.run(["explain", greylisted]).output.contains("retry after  300 seconds"))
    let big = "552 5.3.4 Message size exceeds fixed limit of 10 MB"
    #expect(try explained(big)["size_limit"] as? Int == 10 << 20)
    #expect(try Program.run(["explain", big]).output.contains("limit  10485760 octets"))
    let moved = "551 5.1.6 User has moved; please try <new.ada@example.net>"
    #expect(try explained(moved)["new_address"] as? String == "new.ada@example.net")
    #expect(
      try Program.run(["explain", moved]).output.contains("new address  new.ada@example.net"))
    let atData = "550 5.7.1 message refused (in reply to end of DATA command)"
    #expect(try explained(atData)["stage"] as? String == "end of DATA")
    #expect(try Program.run(["explain", atData]).output.contains("stage  end of DATA"))
  }

  @Test func aCodeAloneIsUnsure() throws {
    let found = try explained("550 (in reply to RCPT TO command)")
    #expect(found["unsure"] as? Bool == true)
    #expect(found["verdict"] as? String == "ok")
    #expect(try explained("550 5.1.1 User unknown")["unsure"] as? Bool == false)
  }

  /// Rules in the user's own folder win; one that is wrong is refused with its place.
  @Test func rulesOfTheUsersFolder() throws {
    let scratch = try ScratchFolder()
    let folder = scratch.url.appendingPathComponent("rebound/rules.d")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("mine.rules")
    let config = ["XDG_CONFIG_HOME": scratch.path]
    try Data("rule: mine\ncause: policy\nphrase: user unknown\nexample: user unknown\n".utf8)
      .write(to: file)
    let text = "550 5.1.1 User unknown"
    let mine = try Program.run(["explain", "--format", "jsonl", text], environment: config)
    #expect(mine.output.contains("\"cause\":\"policy\""))
    #expect(mine.output.contains("\"rule\":\"mine\""))
    try Data("rule: mine\ncause: policy\nphrase user unknown\n".utf8).write(to: file)
    let wrong = try Program.run(["explain", text], environment: config)
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("rebound/rules.d/mine.rules:3"))
  }
}
