import Foundation
import Testing

/// The same mail, from any copy and in any order, is the same evidence.
@Suite struct IdempotenceTests {
  /// The contents of a store that do not say when and from where something was read.
  private static func contents(of store: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [
      "-readonly", store,
      """
      SELECT quote(address), at, kind, quote(cause), quote(reply), quote(status), quote(diagnostic),
        quote(template), quote(words), quote(rule), quote(via), quote(remote_host),
        quote(message_id), quote(report_id), key FROM event_log ORDER BY key, address;
      SELECT * FROM suppression ORDER BY address;
      SELECT * FROM hold ORDER BY address;
      SELECT domain, problem, addresses, incidents, first_seen, last_seen, host FROM domain_problem
        ORDER BY domain, problem;
      SELECT * FROM cause_summary ORDER BY cause;
      SELECT template, cause, events FROM template_summary ORDER BY template, cause;
      """,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func ingest(_ path: String, into store: String) throws {
    let result = try Program.run(["ingest", path, "--db", store, "--now", MissionStore.now])
    #expect([0, 65].contains(result.status), "\(result.errors)")
  }

  /// Every message below a folder that lies alone in its file, by its path.
  private static func messages(in folder: URL) throws -> [(name: String, octets: Data)] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
      .filter { ["eml", "msg", "txt"].contains($0.pathExtension) }
      .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
      .filter { !$0.octets.starts(with: Data("From ".utf8)) }
  }

  private static func check(folder: URL) throws {
    let scratch = try ScratchFolder()
    let messages = try messages(in: folder)
    try #require(messages.count > 20)
    let plain = scratch.file("plain")
    let crlf = scratch.file("crlf")
    for path in [plain, crlf] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    var mbox = Data()
    for (number, message) in messages.enumerated() {
      let unixLines = message.octets.replacing(Data([13, 10]), with: Data([10]))
      // Bare CR and mixed line ends have fixtures of their own.
      guard !unixLines.contains(13) else { continue }
      try unixLines.write(to: URL(fileURLWithPath: "\(plain)/\(number)-\(message.name)"))
      try unixLines.replacing(Data([10]), with: Data([13, 10]))
        .write(to: URL(fileURLWithPath: "\(crlf)/\(number)-\(message.name)"))
      mbox.append(Data("From MAILER-DAEMON Mon Nov  2 08:00:00 2026\n".utf8))
      mbox.append(MboxQuoting.quoted(unixLines))
      mbox.append(Data("\n\n".utf8))
    }
    try mbox.write(to: URL(fileURLWithPath: scratch.file("all.mbox")))

    let store = scratch.file("rebound.db")
    try ingest(plain, into: store)
    let first = try contents(of: store)
    try #require(first.count > 20)
    for again in [plain, scratch.file("all.mbox"), crlf] {
      try ingest(again, into: store)
      let now = try contents(of: store)
      let added = Set(now).subtracting(first).sorted().prefix(5)
      let lost = Set(first).subtracting(now).sorted().prefix(5)
      #expect(now == first, "after \(again): added \(added), lost \(lost)")
    }

    let other = scratch.file("other.db")
    try ingest(crlf, into: other)
    try ingest(scratch.file("all.mbox"), into: other)
    let elsewhere = try contents(of: other)
    let added = Set(elsewhere).subtracting(first).sorted().prefix(5)
    let lost = Set(first).subtracting(elsewhere).sorted().prefix(5)
    #expect(elsewhere == first, "in another order: added \(added), lost \(lost)")
  }

  @Test func theFixturesInAnyCopyAreTheSame() throws {
    try Self.check(folder: Program.fixtures)
  }

  @Test(.enabled(if: Program.corpus != nil, "the labelled mail is not beside this checkout"))
  func realMailInAnyCopyIsTheSame() throws {
    try Self.check(folder: try #require(Program.corpus).appendingPathComponent("mail"))
  }
}
