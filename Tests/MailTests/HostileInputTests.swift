import Mail
import Octets
import Testing

/// Whatever the octets: a message, never a crash, and nothing that was not in it.
@Suite struct HostileInputTests {
  /// Asks for all there is.
  private func exhaust(_ octets: [UInt8]) {
    let message = Message(Bytes(octets))
    var depth = 0
    message.root.walk { part in
      depth += 1
      for field in part.header.fields {
        _ = field.value
        _ = field.decoded
        _ = MailDate.parse(field.rawValue)
      }
      _ = part.parameter("boundary")
      _ = part.parameter("charset")
      let text = part.text
      #expect(text.isUTF8)
      #expect(HTMLText.plain(text).isUTF8)
      for block in HeaderBlocks(part.content) { _ = block["status"] }
    }
    _ = message.notes
    #expect(depth <= Limits.standard.parts + 1)
  }

  private static let samples: [String] = [
    MessageTests.report,
    "Content-Type: text/html; charset*0=utf-; charset*1*=8''\nContent-Transfer-Encoding: base64\n\nPHA+Y2Fmw6k8L3A+\n",
    "From a Tue Mar  3 04:05:06 2026\nSubject: =?utf-8?b?w6k=?= =?iso-2022-jp?q?=1B$B%(=1B(B?=\n"
      + "Content-Type: text/plain; charset=shift_jis\n\n\u{1B}$B%(%i!<\u{1B}(B &eacute;&#233; <br>",
    "Content-Type: multipart/digest; boundary=\"a\"\r\n\r\n--a\r\n\r\nContent-Type: message/rfc822\r\n"
      + "Content-Transfer-Encoding: quoted-printable\r\n\r\nTo: =\r\nx\r\n\r\n=E9=\r\n--a--\r\n",
    "Content-Type: text/plain; charset=utf-7\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#0V%T\n`\nend\n",
  ]

  @Test(.timeLimit(.minutes(2)), arguments: samples.indices)
  func truncations(sample: Int) {
    let octets = Array(Self.samples[sample].utf8)
    for length in 0...octets.count {
      exhaust(Array(octets.prefix(length)))
      if length % 7 == 0 { exhaust(Array(octets.suffix(length))) }
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: samples.indices)
  func mutations(sample: Int) {
    var random = SeededGenerator(seed: UInt64(sample) + 10)
    let special = Array("\0\n\r\t \"'()/:;<=>?\\-_&#*\u{1B}".utf8) + [0x80, 0xC3, 0xE3, 0xFE, 0xFF]
    for _ in 0..<600 {
      var octets = Array(Self.samples[sample].utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<octets.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: octets[place] = UInt8.random(in: 0...255, using: &random)
        case 1: octets[place] = special.randomElement(using: &random) ?? 0
        case 2: octets.remove(at: place)
        case 3: octets.insert(special.randomElement(using: &random) ?? 0, at: place)
        default:
          // A piece of the message in another place.
          let end = min(place + Int.random(in: 1...60, using: &random), octets.count)
          octets.insert(
            contentsOf: octets[place..<end], at: Int.random(in: 0...octets.count, using: &random))
        }
        if octets.isEmpty { break }
      }
      exhaust(octets)
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func randomOctets() {
    var random = SeededGenerator(seed: 99)
    let pieces = [
      "Content-Type: ", "multipart/mixed; boundary=b", "message/rfc822", "\n", "\r\n", "\r", "--b",
      "--b--", "text/html",
      "Content-Transfer-Encoding: base64", "quoted-printable", "=?utf-8?q?", "?=", "From ",
      "; charset=", "utf-16", "euc-jp", "=",
      "<p>", "&#", "\u{1B}$B", " ", "é",
    ].map { Array($0.utf8) }
    for round in 0..<1_500 {
      var octets: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        if round % 3 == 0 {
          octets.append(UInt8.random(in: 0...255, using: &random))
        } else {
          octets += pieces.randomElement(using: &random) ?? []
        }
      }
      exhaust(octets)
    }
  }
}
