import Foundation
import Model
import Testing

@testable import Diagnosis

@Suite struct CodeCatalogueTests {
  @Test func allRegisteredStatusesAreKnown() {
    #expect(CodeCatalogue.statusCount == 81)
  }

  @Test(arguments: [
    ("5.1.1", "Bad destination mailbox address", true),
    ("4.2.2", "Mailbox full", true),
    ("5.7.26", "Multiple authentication checks failed", true),
    ("5.1.10", "Recipient address has null MX", true),
    ("5.7.515", "Security or policy status", false),
    ("5.99.1", "Not registered", false),
  ])
  func statusesFallBackToSubjectAndClass(code: String, title: String, isRegistered: Bool) throws {
    let meaning = CodeCatalogue.meaning(of: try #require(EnhancedStatus(code)))
    #expect(meaning.title == title)
    #expect(meaning.isRegistered == isRegistered)
    #expect(!meaning.meaning.isEmpty)
  }

  @Test(arguments: [(550, true), (521, true), (556, true), (571, true), (599, false), (499, false)])
  func replyCodesHaveAMeaning(code: Int, isRegistered: Bool) throws {
    let meaning = CodeCatalogue.meaning(of: try #require(ReplyCode(rawValue: code)))
    #expect(meaning.isRegistered == isRegistered)
    #expect(!meaning.meaning.isEmpty)
  }
}
