import Mail
import Octets
import Testing

@testable import Reports

/// Whatever is done to a report, it is read to the end, and names no address that it does not hold.
@Suite struct DialectMutationTests {
  static let samples: [DialectSample] =
    TransferAgentTests.qmail + TransferAgentTests.postfix + TransferAgentTests.exim
    + TransferAgentTests.others + ProviderTests.google + ProviderTests.microsoft
    + ProviderTests.groupware + ProviderTests.filters + ProviderTests.telephones
    + ProviderTests.services + GeneralReaderTests.samples + GeneralReaderTests.languages

  @Test(arguments: samples.indices)
  func mutatedReportsAreRead(number: Int) {
    let sample = Array(Self.samples[number].message.utf8)
    var random = SplitMix(seed: UInt64(number) + 7)
    let reader = ReportReader()
    for _ in 0..<40 {
      var octets = sample
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let position = Int.random(in: 0..<max(octets.count, 1), using: &random)
        guard position < octets.count else { continue }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: octets[position] = UInt8.random(in: 0...255, using: &random)
        case 1: octets.remove(at: position)
        case 2: octets.insert(contentsOf: [0x0A, 0x0A], at: position)
        case 3: octets.insert(0x40, at: position)
        case 4: octets.removeLast(octets.count - position)
        default: octets.insert(contentsOf: octets.prefix(position).suffix(64), at: position)
        }
      }
      for recipient in reader.read(Message(Bytes(octets))).recipients {
        #expect(!recipient.address.local.isEmpty)
      }
    }
  }

  /// Reading a text twice as long may not take a different path; lines are counted, not timed.
  @Test func manyRecipientsAreReadOnceEach() {
    var text = """
      Return-Path: <>
      From: MAILER-DAEMON@mx.example.net
      Subject: failure notice

      Hi. This is the qmail-send program at mx.example.net.
      I'm afraid I wasn't able to deliver your message to the following addresses.
      This is a permanent error; I've given up. Sorry it didn't work out.

      """
    for number in 0..<3_000 {
      text += "\n<user\(number)@example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n"
    }
    let report = read(text)
    #expect(report.recipients.count == 3_000)
    #expect(report.recipients.last?.address.description == "user2999@example.com")
  }
}
