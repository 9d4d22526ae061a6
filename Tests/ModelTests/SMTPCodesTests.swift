import Octets
import Testing

@testable import Model

@Suite struct SMTPCodesTests {
  struct Row: CustomTestStringConvertible {
    let text: String
    let reply: Int?
    let status: String?
    init(_ text: String, _ reply: Int?, _ status: String?) {
      self.text = text
      self.reply = reply
      self.status = status
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    // The plain forms.
    Row("550 5.1.1 <ada@example.net>... User unknown", 550, "5.1.1"),
    Row("550 no such mailbox", 550, nil),
    Row("smtp; 550 no such mailbox", 550, nil),
    Row("5.1.1 no such mailbox", nil, "5.1.1"),
    Row("421", 421, nil),
    Row("552-5.2.2 The mailbox is full", 552, "5.2.2"),
    Row("550-no such\n550 user here", 550, nil),
    Row(
      "550-5.7.1 We do not 550-5.7.1 like this; see 550 5.7.1 https://example.com/5.1.1", 550,
      "5.7.1"),
    Row("553-you may 553-.net] not relay 553 here. (#5.7.1)", 553, "5.7.1"),
    Row("554 refused (#5.6.0)", 554, "5.6.0"),
    Row("Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)", nil, "4.4.1"),
    Row("550 #5.1.0 Address rejected", 550, "5.1.0"),
    Row("550 550 5.1.1 unknown user (state 14).", 550, "5.1.1"),
    Row("550 571 Delivery not authorized", 550, nil),
    Row("5.5.0 SMTP; 571 Delivery not authorized, message refused", 571, "5.5.0"),
    Row("571 we do not relay", 571, nil),
    Row("452 4.3.1 Insufficient system storage", 452, "4.3.1"),
    Row("550: user unknown", 550, nil),
    Row("mx.example.net (smtp)... 550 Host unknown", 550, nil),
    Row("did not like our final DATA:554 5.7.9 Message not accepted", 554, "5.7.9"),
    Row("The error that the other server returned was: 550 5.2.1 account disabled", 550, "5.2.1"),
    Row(
      "SMTP error from remote server after RCPT command: host mx.example.net[192.0.2.1]: 553 no",
      553, nil),
    Row("error code 550", 550, nil),
    Row("250 2.1.5 accepted", 250, "2.1.5"),
    // One reply inside another: the inner one was given for the recipient.
    Row(
      "5.1.0 - Unknown address error 550-'5.2.2 <ada@example.net>... Mailbox full'", 550, "5.2.2"),
    Row("5.3.0 - Other mail system problem 550-'Unknown user ada'", 550, "5.3.0"),
    Row("550 5.0.350 Remote server returned an error -> 554 5.7.1 Blocked", 554, "5.7.1"),
    Row(
      "550 5.1.351 Remote server returned unknown recipient -> 550 : User unknown", 550, "5.1.351"),
    Row("554 <ada@example.net>... 501 Malformed address", 501, nil),
    Row(
      "host mx.example.net[198.51.100.4] said: 550 5.1.1 <ada@example.net> no mailbox (in reply to RCPT TO command)",
      550, "5.1.1"),
    Row("554 4.4.7 Message expired.<421 4.4.2 Connection dropped>", 421, "4.4.2"),
    Row(">>> DATA\n<<< 550 5.7.1 spam\n554 5.0.0 Service unavailable", 550, "5.7.1"),
    Row("<<< 550 5.1.1 User unknown\n<<< 503 5.5.2 Need RCPT", 550, "5.1.1"),
    Row("host refused to talk to me: 554 5.7.1 go away", 554, "5.7.1"),
    // What is no code.
    Row("host 192.0.2.1[203.0.113.25] timed out", nil, nil),
    Row("550 blocked, see https://example.com/?ip=5.1.1.4", 550, nil),
    Row("IP=192.0.2.254 refused", nil, nil),
    Row("551 5.7.1 Domain not found (#id-5.9.2)", 551, "5.7.1"),
    Row("message size 512 exceeds the limit of 500 KB", nil, nil),
    Row("connection to [2001:db8::550:25] at 12:45:50 failed after 450 seconds", nil, nil),
    Row("connect to mx.example.net[192.0.2.5]:587: Connection timed out", nil, nil),
    Row("421 4.2.0 Service refused, please try later. OFR005_505 [505]", 421, "4.2.0"),
    Row("id=00000-22-225 queue 5501234 2.10.2006", nil, nil),
    Row("Exim version 4.9.1 could not reach it", nil, nil),
    Row("4afe3ce4.0.668380.00-2282.869002 is a session", nil, nil),
    Row("550 Backend replied [4afe.0.668.00-22.p01]: 5.7.1 Message rejected", 550, "5.7.1"),
    Row("X-Unix; 255", nil, nil),
    Row("", nil, nil),
    Row("300 and 600 and 999", nil, nil),
    Row("5.1.1.", nil, "5.1.1"),
    Row("5.1.1x 5.1. 5..1 .5.1.1.", nil, nil),
  ])
  func codesAreFoundWhereTheyStand(row: Row) {
    let found = SMTPCodes.find(in: Bytes(row.text))
    #expect(found.reply?.rawValue == row.reply)
    #expect(found.status?.description == row.status)
  }

  @Test func anyOctetsAreRead() {
    var random = SplitMix(seed: 7)
    let alphabet = Array("0123456789..-- ;:'\"<>()#[]\n\rsaidv".utf8)
    for _ in 0..<2_000 {
      let text = (0..<Int(random.next() % 40)).map { _ in
        alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      let found = SMTPCodes.find(in: Bytes(text))
      if let reply = found.reply {
        #expect(String(decoding: text, as: UTF8.self).contains(reply.description))
      }
      if let status = found.status {
        #expect(String(decoding: text, as: UTF8.self).contains(status.description))
      }
    }
  }
}

/// A generator whose numbers are the same in every run (Steele, Lea and Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
