import Foundation
import Testing

/// Every `NAME.eml` of the fixtures says what its `NAME.json` expects.
@Suite struct FixtureTests {
  /// Fixtures whose expectation is right and which are not read so yet.
  private static let knownMisses: Set<String> = [
    "dialects/yale-name-server", "providers/spectrum-1310",
    "standard/diagnostic-over-several-lines",
  ]

  private struct Expectation {
    let file: URL
    let messages: [[String: Any]]
  }

  private static func expectations() throws -> [Expectation] {
    let files = FileManager.default.enumerator(
      at: Program.fixtures, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }
      .map { file in
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let messages = try (value as? [[String: Any]]) ?? [#require(value as? [String: Any])]
        return Expectation(file: file, messages: messages)
      }
  }

  /// The message file of an expectation: the only other file of that name.
  private static func messageFile(of expectation: URL) throws -> URL {
    let stem = expectation.deletingPathExtension().lastPathComponent
    let folder = expectation.deletingLastPathComponent()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let name = try #require(
      names.first { $0.hasPrefix(stem + ".") && !$0.hasSuffix(".json") },
      "no message beside \(expectation.path)")
    return folder.appendingPathComponent(name)
  }

  @Test func thereAreFixturesForTheWholeField() throws {
    #expect(try Self.expectations().count >= 60)
  }

  @Test func everyFixtureIsReadAsExpected() throws {
    let result = try Program.run(["parse", Program.fixtures.path])
    var found: [String: [[String: Any]]] = [:]
    for line in result.output.split(separator: "\n") {
      let message = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      found[try #require(message["file"] as? String), default: []].append(message)
    }
    for expectation in try Self.expectations() {
      let file = try Self.messageFile(of: expectation.file)
      let label = Comment(rawValue: file.lastPathComponent)
      let messages = found[file.path] ?? []
      try #require(messages.count == expectation.messages.count, label)
      let isRight = zip(messages, expectation.messages).allSatisfy { message, expected in
        message["kind"] as? String == expected["kind"] as? String
          && Self.summary(of: message) == Self.summary(of: expected)
      }
      let stem = expectation.file.deletingPathExtension()
      let name = "\(stem.deletingLastPathComponent().lastPathComponent)/\(stem.lastPathComponent)"
      if Self.knownMisses.contains(name) {
        // One that is read right now must leave the list.
        withKnownIssue { #expect(isRight, label) }
        continue
      }
      for (message, expected) in zip(messages, expectation.messages) where !isRight {
        #expect(message["kind"] as? String == expected["kind"] as? String, label)
        #expect(Self.summary(of: message) == Self.summary(of: expected), label)
      }
    }
  }

  /// The recipients in a fixed order, with the fields that an expectation names.
  private static func summary(of message: [String: Any]) -> [String] {
    let recipients = message["recipients"] as? [[String: Any]] ?? []
    return recipients.map { recipient in
      ["address", "via", "action", "status", "reply", "cause", "permanent"].map { field in
        switch recipient[field] {
        case let flag as Bool: "\(field)=\(flag)"
        case let text as String: "\(field)=\(text)"
        default: field == "permanent" ? "permanent=false" : "\(field)="
        }
      }.joined(separator: " ")
    }.sorted()
  }
}
