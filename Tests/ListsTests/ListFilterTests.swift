import Foundation
import Model
import Octets
import Testing

@testable import Lists

@Suite struct ListFilterTests {
  private struct Outcome {
    var kept = ""
    var rejected = ""
    var counts = ListFilter.Counts()
  }

  /// Filters a list that lies in a file, rejecting what is named.
  private func filter(
    _ list: String, rejecting: Set<String>, column: ListFilter.Column = .automatic
  ) throws -> Outcome {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-list-\(UUID().uuidString)")
    try Data(list.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    var reader = ListReader(descriptor: handle.fileDescriptor, path: file.path)
    var outcome = Outcome()
    let filter = ListFilter(column: column) { address in
      rejecting.contains(address.address.key)
        ? Rejection(
          verdict: "suppress", cause: "user-unknown", since: 0, advice: "Ask, then remove.") : nil
    }
    outcome.counts = try filter.run(
      &reader, keep: { outcome.kept += $0.string }, refuse: { outcome.rejected += $0.string })
    return outcome
  }

  @Test func rowsAreKeptToTheLetter() throws {
    let list =
      "\u{FEFF}name;EMAIL;note\r\n\"Lovelace; Ada\";ada@example.org;\"two\r\nlines\"\r\n"
      + "Bob; bob@example.net ;\"says \"\"hi\"\"\"\r\n"
    let outcome = try filter(list, rejecting: ["nobody@example.org"])
    #expect(outcome.kept == list)
    #expect(outcome.counts == ListFilter.Counts(kept: 2, rejected: 0, withoutAddress: 0))
  }

  @Test func rejectedRowsSayWhy() throws {
    let outcome = try filter(
      "name,email\nAda,ADA@Example.ORG\nBob,bob@example.net", rejecting: ["ada@example.org"])
    #expect(outcome.kept == "name,email\nBob,bob@example.net")
    #expect(
      outcome.rejected == """
        name,email,rebound_verdict,rebound_cause,rebound_since,rebound_advice
        Ada,ADA@Example.ORG,suppress,user-unknown,1970-01-01,"Ask, then remove."

        """)
  }

  @Test(arguments: ["a@example.org\nb@example.org\n", "b@example.org\r\na@example.org\r\n"])
  func aPlainListHasNoHeader(list: String) throws {
    let outcome = try filter(list, rejecting: ["a@example.org"])
    #expect(outcome.counts == ListFilter.Counts(kept: 1, rejected: 1, withoutAddress: 0))
    #expect(!outcome.kept.contains("a@example.org"))
  }

  @Test(arguments: [
    "Ada <a@example.org>", "<a@example.org>", "mailto:a@example.org", "\"Ada\" <A@EXAMPLE.org>",
  ])
  func addressesAreFoundInTheirUsualDress(field: String) throws {
    let outcome = try filter("\(field)\n", rejecting: ["a@example.org"])
    #expect(outcome.counts.rejected == 1)
  }

  @Test func bothFormsOfAnInternationalDomainAreRejected() throws {
    let outcome = try filter(
      "email\na@bücher.example\na@xn--bcher-kva.example\n",
      rejecting: ["a@xn--bcher-kva.example"])
    #expect(outcome.counts.rejected == 2)
  }

  @Test func aColumnIsChosenByNameOrNumber() throws {
    let list = "id,contact,backup\n1,a@example.org,b@example.org\n"
    #expect(
      try filter(list, rejecting: ["a@example.org"], column: .named("Contact")).counts.rejected
        == 1)
    #expect(
      try filter(list, rejecting: ["b@example.org"], column: .number(3)).counts.rejected == 1)
    #expect(throws: ListError.self) { try filter(list, rejecting: [], column: .named("email")) }
    #expect(throws: ListError.self) { try filter(list, rejecting: []) }
  }

  @Test func aQuoteThatIsNeverClosedLosesNoRow() throws {
    let list = "email,name\na@example.org,\"open\nb@example.org,fine\n"
    let outcome = try filter(list, rejecting: ["b@example.org"])
    #expect(outcome.counts.rejected + outcome.counts.kept == 2)
    #expect(outcome.counts.rejected == 1)
  }

  @Test func rowsWithoutAnAddressStay() throws {
    let outcome = try filter("email,name\n,Ada\nnone,Bob\n", rejecting: [])
    #expect(outcome.kept == "email,name\n,Ada\nnone,Bob\n")
    #expect(outcome.counts.withoutAddress == 2)
  }

  @Test func listsLongerThanABlockAreReadWhole() throws {
    let rows = (0..<120_000).map { "user\($0)@example.org,\"Name, \($0)\"" }
    let outcome = try filter(
      "email,name\n" + rows.joined(separator: "\n"), rejecting: ["user77777@example.org"])
    #expect(outcome.counts == ListFilter.Counts(kept: 119_999, rejected: 1, withoutAddress: 0))
  }

  @Test func anEmptyListIsEmpty() throws {
    #expect(try filter("", rejecting: []).counts == ListFilter.Counts())
  }

  @Test func wideCharactersAreRefused() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-list-\(UUID().uuidString)")
    try Data([0xFF, 0xFE, 0x61, 0x00]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    var reader = ListReader(descriptor: handle.fileDescriptor, path: "list.csv")
    #expect(throws: ListError.notOctetText(path: "list.csv")) { try reader.detectDelimiter() }
  }
}
