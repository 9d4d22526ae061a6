import Octets
import Testing

@testable import Mail

@Suite struct FromLineTests {
  @Test(arguments: [
    "From MAILER-DAEMON Tue Mar  3 04:05:06 2026", "From a@example.org Tue Mar  3 04:05:06 2026",
    "From a@example.org  Tue Mar  3 04:05:06 2026 ", "From a@example.org Tue Mar  3 04:05 2026",
    "From  Tue Mar  3 04:05:06 2026", "From Tue Mar 03 04:05:06 2026",
    "From - Tue Mar 03 04:05:06 2026",
    "From ???@??? Tue Mar 03 04:05:06 2026", "From a@example.org Tue Mar  3 04:05:06 CET 2026",
    "From 1234@xxx Tue Mar 03 04:05:06 +0000 2026",
    "From \"a b\"@example.org Tue Mar  3 04:05:06 2026",
  ])
  func exactlyAsWritten(line: String) {
    #expect(FromLine.likeness(Bytes(line)) == (line.contains("\"") ? .likely : .exact))
  }

  @Test(arguments: [
    "From a@example.org Tue Mar  3 04:05:06 2026 remote from uucp",
    "From a b Tue Mar  3 04:05:06 2026",
    "From a@example.org Tue, 3 Mar 2026 04:05:06 +0000", "From a 2026-03-03 04:05:06",
    "From a@example.org 2026-03-03T04:05:06Z", "From a@example.org Mar 3 04:05:06 2026",
    "From - 3 March 2026 4:05",
  ])
  func likely(line: String) {
    #expect(FromLine.likeness(Bytes(line)) == .likely)
  }

  @Test(arguments: [
    "", "From", "From ", "From a", "from a@example.org Tue Mar  3 04:05:06 2026",
    "From: a@example.org",
    ">From a@example.org Tue Mar  3 04:05:06 2026", " From a@example.org Tue Mar  3 04:05:06 2026",
    "From the beginning it was clear", "From Tuesday on we are closed",
    "From March 3 until March 5 2026",
    "From 3 March 2026 on", "From 9:00 to 17:00 in May", "From my house on Tue Mar 3 at 04:05",
    "From a@example.org Tue Mar  3 2026",
  ])
  func bodyText(line: String) {
    #expect(FromLine.likeness(Bytes(line)) == .none)
  }

  @Test func noLineIsLongerThanTheLimit() {
    let sender = String(repeating: "x", count: FromLine.maximumLength)
    #expect(FromLine.likeness(Bytes("From \(sender) Tue Mar  3 04:05:06 2026")) == .none)
  }
}
