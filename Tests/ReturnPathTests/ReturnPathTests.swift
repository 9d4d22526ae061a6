import Foundation
import Model
import Testing

@testable import ReturnPath

@Suite struct VERPPatternTests {
  @Test(arguments: [
    (
      "bounces+{user}={domain}@lists.example.org", "bounces+ada=gone.example@lists.example.org",
      "ada@gone.example"
    ),
    (
      "bounces+{user}={domain}@lists.example.org", "Bounces+Ada+Tag=Gone.Example@LISTS.example.org",
      "Ada+Tag@gone.example"
    ),
    (
      "bounces+{user}={domain}@lists.example.org", "bounces+a=b=gone.example@lists.example.org",
      "a=b@gone.example"
    ),
    (
      "*-return-*-{user}={domain}@*", "news-return-17-ada-b=gone.example@example.org",
      "ada-b@gone.example"
    ),
    ("*+{user}={domain}@*", "news+ada=gone.example@example.org", "ada@gone.example"),
    ("bounces+{user}={domain}@lists.example.org", "bounces@lists.example.org", nil),
    ("bounces+{user}={domain}@lists.example.org", "bounces+x=y@lists.example.org", nil),
    ("bounces+{user}={domain}@lists.example.org", "bounces+=gone.example@lists.example.org", nil),
    ("bounces+{user}={domain}@lists.example.org", "", nil),
  ])
  func recipientsAreFound(pattern: String, returnPath: String, recipient: String?) throws {
    let found = try VERPPattern(pattern).recipient(in: returnPath)?.description
    #expect(found == recipient)
  }

  @Test(arguments: ["bounces@example.org", "{user}{domain}@example.org", "a+{user}={domain}"])
  func unusablePatternsAreRefused(text: String) {
    #expect(throws: VERPPatternError.self) { try VERPPattern(text) }
  }

  @Test func whatIsWrittenIsRead() throws {
    let pattern = try VERPPattern("bounces+{user}={domain}@lists.example.org")
    let address = EmailAddress(local: "a.b+c=d", domain: "xn--bcher-kva.example")
    let returnPath = try #require(pattern.returnPath(for: address))
    #expect(pattern.recipient(in: returnPath) == address)
  }
}

@Suite struct SenderRewritingTests {
  @Test(arguments: [
    ("SRS0=HHH=TT=gone.example=ada@forwarder.example", "ada@gone.example"),
    ("SRS0+HHH=TT=gone.example=a=b@forwarder.example", "a=b@gone.example"),
    (
      "SRS1=HHH=first.example==HHH=TT=gone.example=ada@second.example", "ada@gone.example"
    ),
    ("prvs=2871abcdef=ada@gone.example", "ada@gone.example"),
    ("btv1==123abc==ada@gone.example", "ada@gone.example"),
    ("msprvs1=17abc=ada@gone.example", "ada@gone.example"),
    ("ada@gone.example", "ada@gone.example"),
    ("SRS0=broken@gone.example", "SRS0=broken@gone.example"),
    ("prvs=@gone.example", "prvs=@gone.example"),
  ])
  func whatStandsAroundAnAddressIsUndone(rewritten: String, expected: String) throws {
    let at = try #require(rewritten.lastIndex(of: "@"))
    let address = EmailAddress(
      local: String(rewritten[..<at]), domain: String(rewritten[rewritten.index(after: at)...]))
    #expect(SenderRewriting.undo(address).description == expected)
  }
}

@Suite struct ReturnPathSignerTests {
  private let now: Int64 = 1_790_000_000
  private let ada = EmailAddress(local: "ada+x=y", domain: "gone.example")
  private let signer = ReturnPathSigner(
    key: ReturnPathKey(octets: Array(repeating: 7, count: 32)),
    mailbox: EmailAddress(local: "bounces", domain: "lists.example.org"))

  @Test func aSignedReturnPathIsBelieved() throws {
    let returnPath = signer.sign(ada, now: now)
    #expect(try signer.verify(returnPath, now: now) == ada)
    #expect(try signer.verify(returnPath.uppercased(), now: now + 29 * 86_400) == ada)
  }

  @Test func whatIsForgedIsNot() throws {
    let returnPath = signer.sign(ada, now: now)
    let other = ReturnPathSigner(
      key: ReturnPathKey(octets: Array(repeating: 8, count: 32)),
      mailbox: EmailAddress(local: "bounces", domain: "lists.example.org"))
    #expect(throws: ReturnPathSigner.Failure.forged) { try other.verify(returnPath, now: now) }
    // A tag replayed for another address.
    let replayed = returnPath.replacingOccurrences(of: "ada+x=y", with: "eve")
    #expect(throws: ReturnPathSigner.Failure.forged) { try signer.verify(replayed, now: now) }
    // A tag of the right length, guessed.
    let plus = try #require(returnPath.lastIndex(of: "+"))
    let guessed = returnPath[...plus] + String(repeating: "a", count: 20) + "@lists.example.org"
    #expect(throws: ReturnPathSigner.Failure.forged) {
      try signer.verify(String(guessed), now: now)
    }
    // A day that was changed to look fresh.
    #expect(throws: ReturnPathSigner.Failure.expired) {
      try signer.verify(returnPath, now: now + 31 * 86_400)
    }
    #expect(throws: ReturnPathSigner.Failure.expired) {
      try signer.verify(returnPath, now: now - 3 * 86_400)
    }
  }

  @Test(arguments: [
    "", "bounces@lists.example.org", "bounces+ada=gone.example@lists.example.org", "a@b", "@",
    "bounces+@lists.example.org", "bounces++@lists.example.org",
  ])
  func whatIsNotSignedIsSaidSo(returnPath: String) {
    #expect(throws: ReturnPathSigner.Failure.notSigned) {
      try signer.verify(returnPath, now: now)
    }
  }

  @Test func keysAreKeptFromOthers() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-key-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let key = try ReturnPathKey.create(file: path)
    #expect(try ReturnPathKey(file: path).octets == key.octets)
    #expect(throws: ReturnPathKeyError.self) { try ReturnPathKey.create(file: path) }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: ReturnPathKeyError.readableByOthers(path: path)) {
      try ReturnPathKey(file: path)
    }
  }
}
