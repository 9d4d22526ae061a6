import Mail
import Octets
import Testing

@Suite struct TransferEncodingTests {
  private func content(_ encoding: String?, _ body: String, type: String = "text/plain") -> String {
    let field = encoding.map { "Content-Transfer-Encoding: \($0)\n" } ?? ""
    return Message(Bytes("Content-Type: \(type); charset=utf-8\n\(field)\n\(body)")).root.text
      .string
  }

  @Test(arguments: [
    ("base64", "Y2Fmw6k=", "café"), ("BASE64", "Y2Fm\r\nw6k=\r\n", "café"),
    ("\"base64\"", "Y2Fm", "caf"), (" base64 ; junk", "Y2Fm", "caf"),
    ("base64 (really)", "Y2Fm", "caf"),
    ("base-64", "Y2Fm", "caf"), ("base64", "", ""), ("base64", "Y", ""), ("base64", "Y2", "c"),
    // Padding that is missing, or in the middle where texts were joined.
    ("base64", "Y2Fmw6k", "café"), ("base64", "Y2E=\nZg==\nIQ==", "caf!"),
    ("base64", "====Y2Fm", "caf"),
    // Junk in between, and a footer behind it.
    ("base64", "  Y2Fm \n\tw6k=", "café"), ("base64", "Y2Fmw6kgYXUgbGFpdA==\n", "café au lait"),
    ("base64", "Y2Fmw6k=\n________________\nexample-list mailing list\n", "café"),
    // Not base64 at all.
    (
      "base64", "This is plain text, as everyone can see.\n",
      "This is plain text, as everyone can see.\n"
    ),
    (
      "base64", "<ada@example.org>: 550 5.1.1 user unknown",
      "<ada@example.org>: 550 5.1.1 user unknown"
    ),
  ])
  func base64(encoding: String, body: String, text: String) {
    #expect(content(encoding, body) == text)
  }

  @Test func base64ThatNobodyDeclared() {
    let text = String(repeating: "The following address had permanent errors. ", count: 9)
    let encoded = lines(of: text, width: 76)
    #expect(content(nil, encoded) == text)
    #expect(content(nil, encoded.replacing("\n", with: "\r\n") + "\r\n\r\n") == text)
    // Not where something was declared, not in what is no text, not where it is less than certain.
    #expect(content("7bit", encoded) == encoded)
    #expect(content(nil, encoded, type: "application/pdf") == encoded)
    #expect(content(nil, encoded + "\nfooter") == encoded + "\nfooter")
    #expect(content(nil, "header\n" + encoded) == "header\n" + encoded)
    #expect(content(nil, "Y2Fmw6k=") == "Y2Fmw6k=")
    let words = String(repeating: "aaaabbbbccccdddd", count: 4)
    #expect(content(nil, words) == words)
    let binary = lines(of: String(repeating: "\u{1}\u{2}", count: 90), width: 76)
    #expect(content(nil, binary) == binary)
  }

  private func lines(of text: String, width: Int) -> String {
    let encoded = Array(Self.base64(Array(text.utf8)))
    return stride(from: 0, to: encoded.count, by: width).map {
      String(decoding: encoded[$0..<min($0 + width, encoded.count)], as: UTF8.self)
    }.joined(separator: "\n")
  }

  static func base64(_ octets: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<min(start + 3, octets.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        result.append(
          place <= group.count ? digits[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : 0x3D)
      }
    }
    return result
  }

  @Test func whatWasEncodedIsDecoded() {
    var random = SeededGenerator(seed: 3)
    for length in 0..<200 {
      let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let message = Message(
        Bytes(
          Array("Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n".utf8)
            + Self.base64(octets)))
      #expect(message.root.content.array == octets)
    }
  }

  @Test(arguments: [
    ("quoted-printable", "caf=C3=A9", "café"), ("Quoted-Printable", "caf=c3=a9", "café"),
    ("quoted printable", "=41", "A"), ("quoted-printable; junk", "=41", "A"),
    ("quoted-printable", "one=\ntwo", "onetwo"), ("quoted-printable", "one= \t\r\ntwo", "onetwo"),
    ("quoted-printable", "one=\rtwo", "onetwo"), ("quoted-printable", "end=", "end"),
    ("quoted-printable", "end= ", "end"), ("quoted-printable", "=3D=3d", "=="),
    ("quoted-printable", "nothing to do", "nothing to do"), ("quoted-printable", "", ""),
    // What is no escape stays.
    ("quoted-printable", "=3D a=b, =4 =41 =", "= a=b, =4 A "),
    ("quoted-printable", "a=b, =4, =G1 =", "a=b, =4, =G1 ="), ("quoted-printable", "==41", "=A"),
    ("quoted-printable", "=4", "=4"),
  ])
  func quotedPrintable(encoding: String, body: String, text: String) {
    #expect(content(encoding, body) == text)
  }

  @Test(arguments: [
    ("x-uuencode", "begin 644 a.txt\n#0V%T\n`\nend\n", "Cat"),
    ("uuencode", "junk\nbegin 644 a\n#0V%T\n \nend\nmore", "Cat"),
    ("x-uue", "begin 644 a\n$0V%T<P\n`\nend", "Cats"), ("x-uuencode", "begin 644 a\n#0V%T", "Cat"),
    ("x-uuencode", "no file in here", "no file in here"),
  ])
  func uuencode(encoding: String, body: String, text: String) {
    #expect(content(encoding, body) == text)
  }

  @Test(arguments: ["7bit", "8bit", "binary", "8-bit", "none", "x-unknown", ""])
  func identity(encoding: String) {
    #expect(content(encoding, "=41 Y2Fm") == "=41 Y2Fm")
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["A=", "=", "A", " ", "=\n", "=4", "=41=", "begin 644\n"])
  func hostileBodiesTakeLinearTime(piece: String) {
    let body = String(repeating: piece, count: 200_000 / piece.count)
    for encoding in ["base64", "quoted-printable", "x-uuencode"] {
      #expect(content(encoding, body).utf8.count <= body.utf8.count * 3)
    }
  }
}
