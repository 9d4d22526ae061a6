import Foundation
import Model
import Octets
import Testing

@testable import Lists

@Suite struct ExchangeTests {
  private let bounce = SuppressedAddress(
    address: "Ada@example.org", cause: "user-unknown", since: 1_772_421_069, why: "")
  private let complaint = SuppressedAddress(
    address: "eve@example.net", cause: "complaint", since: nil, why: "")

  @Test func everyFormatWritesItsOwnLine() {
    let expected: [ExchangeFormat: String] = [
      .plain: "Ada@example.org\n",
      .mailman: "ada@example.org\n",
      .sympa: "Ada@example.org\n",
      .listmonk: "Ada@example.org,,\"{\"\"cause\"\": \"\"user-unknown\"\"}\"\r\n",
      .mailchimp: "Ada@example.org,user-unknown\r\n",
      .sendgrid: "Ada@example.org\r\n",
      .ses: "Ada@example.org,BOUNCE\n",
      .postfix: "ada@example.org REJECT 5.7.1 suppressed: user-unknown since 2026-03-02\n",
      .postfixDiscard: "ada@example.org DISCARD suppressed: user-unknown since 2026-03-02\n",
      .exim: "ada@example.org: suppressed: user-unknown since 2026-03-02\n",
    ]
    for format in ExchangeFormat.allCases where format != .sha256 {
      #expect(format.line(bounce) == expected[format], Comment(rawValue: format.rawValue))
    }
    #expect(ExchangeFormat.ses.line(complaint) == "eve@example.net,COMPLAINT\n")
  }

  @Test func hashedAddressesAreSHA256OfTheLowerCaseAddress() {
    // FIPS 180-2's own example.
    #expect(
      SHA256Digest.hexadecimal(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ExchangeFormat.sha256.line(bounce)
        == SHA256Digest.hexadecimal(of: "ada@example.org") + "\n")
  }

  @Test(arguments: [ExchangeFormat.postfix, .postfixDiscard, .exim, .plain, .mailman])
  func anAddressThatWouldBreakOutOfItsLineIsLeftOut(format: ExchangeFormat) {
    let hostile = SuppressedAddress(
      address: "a@example.org\nroot@example.org OK", cause: "", since: nil, why: "")
    #expect(format.line(hostile) == nil)
  }

  @Test(arguments: [
    // SES, SendGrid bounces, SendGrid spam reports, Mailgun, Postmark, SparkPost, listmonk, plain, ours.
    ("ada@example.org,COMPLAINT\n", "COMPLAINT", true),
    (
      "email,reason,created\nada@example.org,550 5.1.1 unknown,1772421069\n", "550 5.1.1 unknown",
      false
    ),
    ("email,type\nada@example.org,spamreport\n", "spamreport", true),
    (
      "address,code,error,created_at\nada@example.org,550,No such user,Mon\n", "No such user", false
    ),
    (
      "EmailAddress,SuppressionReason,Origin,CreatedAt\nada@example.org,SpamComplaint,Recipient,2026\n",
      "SpamComplaint", true
    ),
    ("recipient,type,source\nada@example.org,transactional,Bounce Rule\n", "Bounce Rule", false),
    ("email,name,attributes\nada@example.org,Ada,{}\n", "", false),
    ("ada@example.org\n", "", false),
    ("address,verdict,cause\r\nada@example.org,suppress,user-unknown\r\n", "user-unknown", false),
  ])
  func dumpsOfOthersAreRead(list: String, reason: String, isComplaint: Bool) throws {
    #expect(
      try Self.imported(list) == [
        ImportedAddress(
          address: EmailAddress(local: "ada", domain: "example.org"), reason: reason,
          isComplaint: isComplaint)
      ])
  }

  @Test func holdsInOurOwnListAreNoSuppressions() throws {
    #expect(
      try Self.imported("address,verdict\na@example.org,hold\nb@example.org,suppress\n").map {
        $0.address.description
      } == ["b@example.org"])
  }

  @Test func defusedAddressesComeBack() throws {
    #expect(
      try Self.imported("address,verdict\n'+tag@example.org,suppress\n").map {
        $0.address.description
      } == ["+tag@example.org"])
  }

  private static func imported(_ list: String) throws -> [ImportedAddress] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-import-\(UUID().uuidString)")
    try Data(list.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    var reader = ListReader(descriptor: handle.fileDescriptor, path: file.path)
    var result: [ImportedAddress] = []
    _ = try SuppressionImport().run(&reader) { result.append($0) }
    return result
  }
}
