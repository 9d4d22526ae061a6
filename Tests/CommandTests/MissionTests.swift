import Foundation
import Testing

/// The rows of the mission, as a user sees them hold.
@Suite struct MissionTests {
  @Test(arguments: [
    ("550 571 sender is not on our whitelist", "not-allowlisted"),
    ("571 authentication required", "authentication-required"),
    ("550 5.7.1 Relaying prohibited", "relay-denied"),
    ("571 email address we do not relay", "relay-denied"),
    ("550 5.7.1 Mail from 192.0.2.7 refused by blackhole site relays.example.net", "blocklisted"),
    (
      "The following address(es) had permanent delivery errors: ada@example.org", "user-unknown"
    ),
    (
      "A message that you sent could not be delivered to one or more of its recipients. This is a "
        + "permanent error. The following address(es) failed: ada@example.org Mailbox is inactive",
      "mailbox-inactive"
    ),
  ])
  func wordsTellTheFourWhysApart(text: String, cause: String) throws {
    let result = try Program.run(["explain", "--format", "jsonl", text])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["cause"] as? String == cause)
  }

  @Test func noneOfThe571FamilySuppressesAnybody() throws {
    let causes = [
      "not-allowlisted", "authentication-required", "relay-denied", "blocklisted", "policy",
    ]
    let result = try MissionStore.ask(
      "suppressions", "--verdict", "all", "--format", "csv", "--cause", causes[0], "--cause",
      causes[1], "--cause", causes[2], "--cause", causes[3], "--cause", causes[4])
    #expect(result.output.split(separator: "\r\n").count == 1)
  }

  @Test func inactiveMailboxesAreHeldAndTheirDomainsFlagged() throws {
    let held = try MissionStore.ask(
      "suppressions", "--verdict", "hold", "--cause", "mailbox-inactive", "--format", "csv")
    let domains = try MissionStore.ask("domains", "--kind", "hosting", "--format", "csv")
    let addresses = held.output.split(separator: "\r\n").dropFirst().compactMap {
      $0.split(separator: ",").first
    }
    #expect(!addresses.isEmpty)
    for address in addresses {
      let domain = try #require(address.split(separator: "@").last)
      #expect(domains.output.contains("\n\(domain),hosting,"), "\(domain)")
    }
    let suppressed = try MissionStore.ask(
      "suppressions", "--cause", "mailbox-inactive", "--format", "csv")
    #expect(suppressed.output.split(separator: "\r\n").count == 1)
  }

  @Test func permanentDeliveryErrorsSuppressTheAddressesListedAndNoOther() throws {
    let scratch = try ScratchFolder()
    let message = """
      From: Mail Delivery System <postmaster@mx.example.net>
      To: bounces@lists.example.org
      Subject: Delivery failure
      Message-ID: <three@mx.example.net>
      Date: Mon, 2 Nov 2026 08:00:00 +0000

      The following address(es) had permanent delivery errors:

        ada@example.com
        <bob@example.com>
        carol@example.net

      For help write to helpdesk@example.net.

      ----- Original message -----
      From: news@lists.example.org
      To: ada@example.com, dave@example.com
      Cc: erin@example.com
      Subject: News
      Message-ID: <1@lists.example.org>

      Hello
      """
    let store = scratch.file("rebound.db")
    let ingest = try Program.run(
      ["ingest", "-", "--db", store, "--now", "2026-11-24"], input: Data(message.utf8))
    #expect(ingest.status == 0, "\(ingest.errors)")
    let result = try Program.run(
      ["suppressions", "--db", store, "--now", "2026-11-24", "--format", "csv"])
    let addresses = result.output.split(separator: "\r\n").dropFirst().map {
      String($0.split(separator: ",")[0])
    }
    #expect(addresses.sorted() == ["ada@example.com", "bob@example.com", "carol@example.net"])
  }
}
