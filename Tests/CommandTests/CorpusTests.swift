import Foundation
import Testing

/// Real mail with labels. Skipped where it does not lie beside the checkout.
@Suite(.enabled(if: Program.corpus != nil, "the labelled mail is not beside this checkout"))
struct CorpusTests {
  @Test func everyMessageIsReadWithoutACrash() throws {
    let mail = try #require(Program.corpus).appendingPathComponent("mail")
    let result = try Program.run(["parse", mail.path])
    #expect(result.status == 0, Comment(rawValue: result.errors))
    #expect(result.output.split(separator: "\n").count >= 448)
  }
}
