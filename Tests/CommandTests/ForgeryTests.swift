import Foundation
import Testing

/// Forged reports, as they come in by mail, against a store whose guard is on.
@Suite struct ForgeryTests {
  private static let now = "2026-11-24"

  /// A store with a key of its own and the return paths that were signed with it.
  private final class GuardedStore {
    let scratch: ScratchFolder
    let path: String

    init(_ arguments: [String] = []) throws {
      scratch = try ScratchFolder()
      path = scratch.file("rebound.db")
      let signed = [
        "--mailbox", "bounces@lists.example.org", "--key-file", scratch.file("verp.key"),
        "--new-key",
      ]
      let result = try run(["guard"] + (arguments.isEmpty ? signed : arguments))
      #expect(result.status == 0, "\(result.errors)")
    }

    func run(_ arguments: [String], input: String = "", now: String = ForgeryTests.now) throws
      -> Program.Result
    {
      let clock = arguments[0] == "guard" ? [] : ["--now", now]
      return try Program.run(
        arguments + ["--db", path] + clock, input: Data(input.utf8))
    }

    func sign(_ address: String, on day: String = "2026-11-20") throws -> String {
      let result = try run(["verp", "sign", address], now: day)
      return result.output.trimmingCharacters(in: .newlines)
    }

    func ingest(_ message: String) throws {
      let result = try run(["ingest", "-"], input: message)
      #expect(result.status == 0, "\(result.errors)")
    }

    /// The first column of what a command lists.
    func listed(_ arguments: String...) throws -> [String] {
      try run(arguments + ["--format", "csv"]).output.split(separator: "\r\n").dropFirst()
        .map { String($0.split(separator: ",")[arguments[0] == "unverified" ? 1 : 0]) }
    }
  }

  /// A delivery report (RFC 3464) that says of the recipients that they do not exist.
  private func report(
    to returnPath: String, about recipients: [String], id: String,
    original: String? = "From: news@example.org\nMessage-ID: <17@mail.example.org>\nSubject: News\n"
  ) -> String {
    let groups = recipients.map { recipient in
      """
      Final-Recipient: rfc822; \(recipient)
      Action: failed
      Status: 5.1.1
      Diagnostic-Code: smtp; 550 5.1.1 no such user here

      """
    }.joined(separator: "\n")
    let returned = original.map { "\n--x\nContent-Type: text/rfc822-headers\n\n\($0)" } ?? ""
    return """
      From: MAILER-DAEMON@mx.example.net
      To: <\(returnPath)>
      Subject: Undelivered Mail Returned to Sender
      Message-ID: <\(id)@mx.example.net>
      Date: Mon, 23 Nov 2026 08:00:00 +0000
      MIME-Version: 1.0
      Content-Type: multipart/report; report-type=delivery-status; boundary=x

      --x
      Content-Type: text/plain

      Your message could not be delivered.

      --x
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example.net

      \(groups)\(returned)
      --x--

      """
  }

  @Test func sixForgeriesSuppressNobodyAndTheGenuineReportDoes() throws {
    let store = try GuardedStore()
    let genuine = try store.sign("genuine@example.com")
    let ofAnother = try store.sign("attacker@example.net")
    let foreign = "From: someone@example.net\nMessage-ID: <1@elsewhere.example>\nSubject: Hello\n"
    let tag = try #require(
      ofAnother.dropLast("@lists.example.org".count).split(separator: "+").last)
    let day = tag.prefix(4)

    // No original, to an address of ours that carries nothing.
    try store.ingest(
      report(to: "bounces@lists.example.org", about: ["one@example.com"], id: "1", original: nil))
    // An original that was never ours.
    try store.ingest(
      report(
        to: "bounces@lists.example.org", about: ["two@example.com"], id: "2", original: foreign))
    // The right address with a wrong tag: one letter changed.
    let signed = try store.sign("three@example.com")
    let parts = signed.split(separator: "@")
    let last = parts[0].last == "a" ? "b" : "a"
    try store.ingest(
      report(
        to: "\(parts[0].dropLast())\(last)@\(parts[1])", about: ["three@example.com"], id: "3"))
    // The tag of another address, replayed.
    try store.ingest(
      report(
        to: "bounces+four=example.com+\(tag)@lists.example.org", about: ["four@example.com"],
        id: "4"))
    // A genuine tag of a day long past.
    try store.ingest(
      report(
        to: try store.sign("five@example.com", on: "2026-06-01"), about: ["five@example.com"],
        id: "5"))
    // Tags whose length was guessed: the right day, and sixteen, eight and no letters.
    for (number, length) in [16, 8, 0].enumerated() {
      let guessed = String(repeating: "a", count: length)
      try store.ingest(
        report(
          to: "bounces+six=example.com+\(day)\(guessed)@lists.example.org",
          about: ["six@example.com"], id: "6\(number)"))
    }
    // Somebody's own genuine return path, with another's address in the report; alone, and beside theirs.
    try store.ingest(report(to: ofAnother, about: ["seven@example.com"], id: "7"))
    try store.ingest(
      report(to: ofAnother, about: ["attacker@example.net", "eight@example.com"], id: "8"))
    try store.ingest(report(to: genuine, about: ["genuine@example.com"], id: "9"))

    // That the attacker suppresses the attacker is nobody's harm.
    #expect(
      try store.listed("suppressions", "--verdict", "all") == [
        "genuine@example.com", "attacker@example.net",
      ])
    let victims = ["one", "two", "three", "four", "five", "six"].map { $0 + "@example.com" }
    let unverified = Set(try store.listed("unverified"))
    #expect(unverified.isSuperset(of: victims + ["eight@example.com"]))
    for victim in victims + ["seven@example.com", "eight@example.com"] {
      #expect(try store.run(["check", victim]).status == 0, "\(victim)")
    }
    #expect(
      try store.run(["domains", "--format", "csv"]).output.split(separator: "\r\n").count == 1)
    let history = try store.run(["history", "five@example.com"]).output
    #expect(history.contains("unverified"))
  }

  /// Original-Recipient makes the attacker the forwarding target of the victim: the tag is of the target.
  @Test func aTagOfTheForwardingTargetSaysNothingOfTheAddressBeforeIt() throws {
    let store = try GuardedStore()
    let own = try store.sign("attacker@example.net")
    let message = report(
      to: own, about: ["attacker@example.net", "attacker@example.net"], id: "1"
    ).replacingOccurrences(
      of: "Action: failed",
      with: "Original-Recipient: rfc822; victim@example.com\nAction: failed")
    try store.ingest(message)
    #expect(try store.run(["check", "victim@example.com"]).status == 0)
  }

  @Test func theGuardBySignsOfTheOriginalIsNotDeceivedByForeignMail() throws {
    let store = try GuardedStore([
      "--domain", "example.org", "--message-id-host", "mail.example.org",
    ])
    let ours = "From: news@example.org\nMessage-ID: <17@mail.example.org>\n"
    try store.ingest(report(to: "b@example.org", about: ["a@example.com"], id: "1", original: nil))
    try store.ingest(
      report(
        to: "b@example.org", about: ["b@example.com"], id: "2",
        original: ours.replacingOccurrences(of: "@mail.example.org", with: "@evil.example")))
    try store.ingest(
      report(
        to: "b@example.org", about: ["c@example.com"], id: "3",
        original: ours.replacingOccurrences(of: "news@example.org", with: "news@evil.example")))
    try store.ingest(
      report(to: "b@example.org", about: ["genuine@example.com"], id: "4", original: ours))
    #expect(try store.listed("suppressions") == ["genuine@example.com"])
    #expect(try store.listed("unverified").count == 3)
  }

  @Test(arguments: [
    ("bounces+{user}={domain}@lists.example.org", "bounces+ada=example.com@lists.example.org"),
    ("b.{user}_at_{domain}@lists.example.org", "b.ada_at_example.com@lists.example.org"),
  ])
  func patternsOfOurOwnTellWhoWasMailedTo(pattern: String, returnPath: String) throws {
    let store = try GuardedStore(["--verp", pattern, "--off"])
    try store.ingest(report(to: returnPath, about: ["forwarded@example.net"], id: "1"))
    #expect(try store.listed("suppressions") == ["ada@example.com"])
  }

  @Test func aKeyThatOthersMayReadIsRefused() throws {
    let store = try GuardedStore()
    let key = store.scratch.file("verp.key")
    let modes = try FileManager.default.attributesOfItem(atPath: key)
    #expect(modes[.posixPermissions] as? Int == 0o600)
    for mode in [0o640, 0o604, 0o644, 0o660] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
      for command in [["verp", "sign", "a@example.com"], ["ingest", "-"]] {
        let result = try store.run(command)
        #expect(result.status != 0)
        #expect(result.errors.contains("chmod 600"), "\(result.errors)")
      }
    }
  }
}
