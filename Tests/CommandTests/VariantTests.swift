import Foundation
import Testing

/// What a message says does not depend on how it lies in its file.
@Suite struct VariantTests {
  /// A way to write messages down, and to which of them it can be done.
  enum Variant: String, CaseIterable, CustomTestStringConvertible {
    case crlf, bareCR, mboxrd, compressed, attachment
    var testDescription: String { rawValue }
  }

  /// The messages below a folder that lie alone in their files, with LF at the ends of lines.
  private static func messages(in folder: URL) throws -> [Data] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { ["eml", "msg", "txt"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
      .map { try Data(contentsOf: $0).replacing(Data([13, 10]), with: Data([10])) }
      .filter { !$0.isEmpty && !$0.contains(13) && !$0.starts(with: Data("From ".utf8)) }
  }

  private static func write(_ messages: [Data], as variant: Variant, into folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if variant == .mboxrd {
      let mbox = messages.reduce(into: Data()) { mbox, message in
        mbox.append(Data("From MAILER-DAEMON Mon Nov  2 08:00:00 2026\n".utf8))
        mbox.append(MboxQuoting.quoted(message))
        mbox.append(Data("\n\n".utf8))
      }
      return try mbox.write(to: URL(fileURLWithPath: "\(folder)/all.mbox"))
    }
    for (number, message) in messages.enumerated() {
      let file = URL(fileURLWithPath: "\(folder)/\(String(format: "%04d", number)).eml")
      try written(message, as: variant).write(to: file)
    }
    guard variant == .compressed else { return }
    let programs = ["gzip", "zstd", "xz", "bzip2"]
    for (number, program) in programs.enumerated() {
      try compress(
        program,
        messages.indices.filter { $0 % programs.count == number }.map {
          "\(folder)/\(String(format: "%04d", $0)).eml"
        })
    }
  }

  private static func written(_ message: Data, as variant: Variant) -> Data {
    switch variant {
    case .crlf: return message.replacing(Data([10]), with: Data([13, 10]))
    case .bareCR: return message.replacing(Data([10]), with: Data([13]))
    case .attachment:
      let encoded = message.base64EncodedData(options: [
        .lineLength76Characters, .endLineWithLineFeed,
      ])
      return Data(
        """
        From: archive@lists.example.org
        To: bounces@lists.example.org
        Subject: kept message
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="=_kept"

        --=_kept
        Content-Type: message/rfc822
        Content-Disposition: attachment; filename="kept.eml"
        Content-Transfer-Encoding: base64


        """.utf8) + encoded + Data("\n--=_kept--\n".utf8)
    default: return message
    }
  }

  private static func compress(_ program: String, _ files: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, "-q"] + files
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(program) failed")
    for file in files { try? FileManager.default.removeItem(atPath: file) }
  }

  /// Kind, recipients, codes and causes of each message below a folder, in the order of the files.
  private static func answers(_ folder: String) throws -> [String] {
    let result = try Program.run(["parse", folder])
    try #require(result.status == 0, Comment(rawValue: result.errors))
    let objects = try result.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    return
      objects
      .map { ($0["file"] as? String ?? "", $0["offset"] as? Int ?? 0, summary(of: $0)) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  private static func summary(of message: [String: Any]) -> String {
    let recipients = (message["recipients"] as? [[String: Any]] ?? []).map { recipient in
      ["address", "via", "action", "status", "reply", "cause", "permanent"]
        .map { "\(recipient[$0] ?? "")" }.joined(separator: " ")
    }
    return ([message["kind"] as? String ?? ""] + recipients.sorted()).joined(separator: " | ")
  }

  private static func check(_ folder: URL, _ variant: Variant) throws {
    let messages = try messages(in: folder)
    try #require(messages.count > 20)
    let scratch = try ScratchFolder()
    let plain = scratch.file("plain")
    try FileManager.default.createDirectory(atPath: plain, withIntermediateDirectories: true)
    for (number, message) in messages.enumerated() {
      let name = "\(plain)/\(String(format: "%04d", number)).eml"
      try message.write(to: URL(fileURLWithPath: name))
    }
    let expected = try answers(plain)
    try write(messages, as: variant, into: scratch.file(variant.rawValue))
    let found = try answers(scratch.file(variant.rawValue))
    try #require(found.count == expected.count)
    for (number, (found, expected)) in zip(found, expected).enumerated() where found != expected {
      let subject = String(decoding: messages[number].prefix(2_000), as: UTF8.self)
        .split(separator: "\n").first { $0.hasPrefix("Subject:") }
      #expect(found == expected, "\(variant) of message \(number), \(subject ?? "")")
    }
  }

  @Test(arguments: Variant.allCases)
  func theFixturesSayTheSame(variant: Variant) throws {
    try Self.check(Program.fixtures, variant)
  }

  @Test(
    .enabled(if: Program.corpus != nil, "the labelled mail is not beside this checkout"),
    arguments: Variant.allCases)
  func realMailSaysTheSame(variant: Variant) throws {
    try Self.check(try #require(Program.corpus).appendingPathComponent("mail"), variant)
  }
}
