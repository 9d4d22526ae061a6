import Model
import Octets
import Testing

@testable import Diagnosis

/// Replies as servers give them, each after the cause it names, or those that can be meant.
struct Reply: CustomTestStringConvertible, Sendable {
  let causes: [String]
  let text: Bytes
  var testDescription: String { text.string }

  static let all: [Reply] = read("servers.txt") + read("wordings.txt")

  private static func read(_ file: String) -> [Reply] {
    let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    guard let text = try? Bytes(reading: "/\(path)/Replies/\(file)") else { return [] }
    return text.lines.compactMap { line in
      guard line.first != 0x23, let (cause, text) = line.split(at: 0x09) else { return nil }
      return Reply(causes: cause.string.split(separator: "/").map(String.init), text: text)
    }
  }
}

@Suite struct RepliesTests {
  @Test func thereAreReplies() {
    #expect(Reply.all.count > 1_000)
  }

  @Test(arguments: Reply.all)
  func aReplyNamesItsCause(_ reply: Reply) {
    let finding = Classifier.standard.classify(Evidence(text: reply.text))
    #expect(reply.causes.contains(finding.cause.rawValue), "by \(finding.rule)")
  }
}
