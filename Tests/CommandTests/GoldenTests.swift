import Foundation
import Testing

/// Every command's help and output, to the letter.
@Suite struct GoldenTests {
  static let commands = [
    "ingest", "parse", "suppressions", "domains", "history", "check", "explain", "causes",
    "templates", "runs", "unreadable", "suppress", "release", "allow", "undo", "decisions", "guard",
    "verp", "unverified", "export", "filter", "import", "policy", "forget", "prune", "verify",
  ]

  @Test(arguments: commands) func help(command: String) throws {
    let result = try Program.run([command, "--help"])
    #expect(result.status == 0)
    try Golden.expect(result.output, equals: "help/\(command).txt")
  }

  @Test func everyCommandHasItsHelpChecked() throws {
    let overview = try Program.run(["--help"]).output
    try Golden.expect(overview, equals: "help/rebound.txt")
    let listed = overview.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      let word = line.split(separator: " ").first.map(String.init) ?? ""
      return word.allSatisfy { $0.isLowercase } && line.contains("  ") ? word : nil
    }.filter { !["rebound", "help"].contains($0) }
    #expect(Set(listed) == Set(Self.commands))
  }

  @Test(arguments: ["table", "csv", "tsv", "json", "jsonl"])
  func suppressions(format: String) throws {
    let result = try MissionStore.ask("suppressions", "--verdict", "all", "--format", format)
    #expect(result.status == 0)
    try Golden.expect(result.output, equals: "suppressions.\(format)")
  }

  @Test(arguments: ["table", "csv", "jsonl"]) func domains(format: String) throws {
    let result = try MissionStore.ask("domains", "--format", format)
    try Golden.expect(result.output, equals: "domains.\(format)")
  }

  @Test func domainsByHost() throws {
    try Golden.expect(try MissionStore.ask("domains", "--by", "host").output, equals: "hosts.table")
  }

  @Test func causes() throws {
    try Golden.expect(try Program.run(["causes"]).output, equals: "causes.table")
  }

  @Test(arguments: [
    ("571", "571"), ("5.7.26", "5.7.26"), ("mailbox-inactive", "mailbox-inactive"),
    (
      "550 5.7.1 Mail from 192.0.2.1 refused by blackhole site relays.example.net", "blackhole"
    ),
    ("550 571 authentication required", "authentication"),
    ("571 email address we do not relay", "relaying"),
    ("Mailbox is inactive", "inactive"),
  ])
  func explanations(text: String, name: String) throws {
    try Golden.expect(try Program.run(["explain", text]).output, equals: "explain/\(name).txt")
  }
}
