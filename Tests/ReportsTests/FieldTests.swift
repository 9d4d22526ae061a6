import Model
import Octets
import Testing

@testable import Reports

@Suite struct FieldTests {
  @Test(arguments: [
    ("Ada <ada@example.net>", ["ada@example.net"]),
    ("ada@example.net", ["ada@example.net"]),
    ("ada@example.net (Ada Lovelace)", ["ada@example.net"]),
    ("(Ada) ada@example.net", ["ada@example.net"]),
    (
      "\"Lovelace, Ada\" <ada@example.net>, bob@example.com",
      ["ada@example.net", "bob@example.com"]
    ),
    ("friends: ada@example.net, bob@example.com;", ["ada@example.net", "bob@example.com"]),
    ("undisclosed-recipients:;", []),
    ("<@relay.example,@other.example:ada@example.net>", ["ada@example.net"]),
    ("\"ada\"@example.net", ["ada@example.net"]),
    ("\"ada lovelace\"@example.net", ["\"ada lovelace\"@example.net"]),
    ("a@b@example.net", ["a@b@example.net"]),
    ("<mailto:ada@example.net>", ["ada@example.net"]),
    ("ada@", []), ("@example.net", []), ("ada", []), ("", []), ("<", []), ("\"", []), ("(((", []),
  ])
  func mailboxesAreRead(field: String, expected: [String]) {
    #expect(MailboxList.all(in: Bytes(field)).map(\.description) == expected)
  }

  @Test(arguments: [
    ("rfc822; ada@example.net", "ada@example.net"),
    ("rfc822;<ada@example.net>", "ada@example.net"),
    ("RFC822; ada@example.net (Ada)", "ada@example.net"),
    ("ada@example.net", "ada@example.net"),
    ("x-local; \"ada lovelace\"@example.net", "\"ada lovelace\"@example.net"),
    ("rfc822; mailto:ada@example.net", "ada@example.net"),
    ("SMTP:ada@example.net", "ada@example.net"),
    ("utf-8; m\\x{FC}ller@b\\x{FC}cher.example", "müller@bücher.example"),
    ("x400; c=US;a= ;p=Example;dda:SMTP=ada@example.net;", "ada@example.net"),
    ("rfc822; =?utf-8?Q?ada=2B?=@example.net", "=?utf-8?Q?ada=2B?=@example.net"),
    ("rfc822; ada@mailhub0", "ada@mailhub0"),
  ])
  func typedAddressesAreRead(field: String, expected: String) {
    #expect(TypedAddress(Bytes(field)).address?.description == expected)
  }

  @Test(arguments: [
    "", "rfc822;", "rfc822; |/usr/bin/vacation", "x-unix; |notify@host", "dn; cn=Ada", "x-unix; 77",
    "rfc822; @",
    "local; ada",
  ])
  func whatIsNoAddressIsNone(field: String) {
    #expect(TypedAddress(Bytes(field)).address == nil)
  }

  @Test func localNamesAreKept() {
    #expect(TypedAddress("LOCAL; ada").localName == "ada" as Bytes)
    #expect(TypedAddress("rfc822; |/bin/cat").localName == nil)
    #expect(TypedAddress("rfc822; /var/mail/ada").localName == nil)
    #expect(TypedAddress("x-unix; 77").localName == nil)
  }

  @Test(arguments: [
    ("host mx said: 550 no (in reply to RCPT TO command)", SMTPStage.rcpt),
    ("550 no (in reply\n    to end of DATA command)", .endOfData),
    ("(in reply to MAIL FROM command)", .mail),
    ("lost connection while sending DATA command", .data),
    ("SMTP error from remote mail server after RCPT TO:<ada@example.net>: 550", .rcpt),
    ("SMTP error from remote mail server after end of data: 554", .endOfData),
    ("timed out after initial connection", .connect),
    (">>> MAIL From:<a@example.org>\n<<< 250 ok\n>>> DATA\n<<< 550 no\n<<< 503 need RCPT", .data),
    ("192.0.2.1 does not like recipient.\nRemote host said: 550", .rcpt),
    ("192.0.2.1 failed after I sent the message.", .endOfData),
    ("refused to talk to me: 554 no", .connect),
  ])
  func stagesAreRead(text: String, expected: SMTPStage) {
    #expect(StageWords.stage(in: Bytes(text)) == expected)
  }

  @Test func noStageIsMadeUp() {
    #expect(StageWords.stage(in: "550 5.1.1 unknown after 5 days, in reply to your mail") == nil)
  }
}
