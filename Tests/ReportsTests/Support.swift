import Mail
import Model
import Octets

@testable import Reports

/// What stands in a test as lines, as the message it means.
func message(_ lines: String) -> Message { Message(Bytes(lines)) }

func read(_ lines: String) -> Report { ReportReader().read(message(lines)) }

/// A report in its standard form around a delivery status.
func deliveryReport(
  _ status: String, words: String = "See below.", header: String = "",
  original: String = "Message-ID: <m1@example.org>\nFrom: news@example.org\nSubject: News\n"
) -> String {
  """
  Return-Path: <>
  From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
  To: bounces@example.org
  Subject: Undelivered Mail Returned to Sender
  Message-ID: <report@mx.example.com>
  Date: Tue, 3 Nov 2026 10:00:00 +0000
  \(header)MIME-Version: 1.0
  Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

  --b1
  Content-Type: text/plain; charset=us-ascii

  \(words)

  --b1
  Content-Type: message/delivery-status

  \(status)

  --b1
  Content-Type: text/rfc822-headers

  \(original)
  --b1--

  """
}

extension Report {
  /// `address kind status reply` of every recipient, in order; `-` for what is missing.
  var summary: [String] {
    recipients.map {
      "\($0.address) \($0.kind.rawValue) \($0.evidence.status?.description ?? "-")"
        + " \($0.evidence.reply?.description ?? "-")"
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
