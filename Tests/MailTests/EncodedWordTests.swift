import Mail
import Octets
import Testing

@Suite struct EncodedWordTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("", ""),
    ("=?utf-8?Q?caf=C3=A9?=", "café"),
    ("=?UTF-8?b?Y2Fmw6k=?=", "café"),
    ("=?iso-8859-1?q?caf=E9_cr=e8me?=", "café crème"),
    ("=?ISO-8859-1*fr?Q?=E9t=E9?=", "été"),
    // White space between encoded words goes, other white space stays.
    ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
    ("=?utf-8?q?a?=\t \t=?utf-8?b?Yg==?=", "ab"),
    ("x =?utf-8?q?a?= y", "x a y"),
    ("=?utf-8?q?a?= y =?utf-8?q?b?=", "a y b"),
    ("=?utf-8?q?a_?= =?iso-8859-1?q?=E9?=", "a é"),
    ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
    // Characters split between two words, and a word split within a group of four digits.
    ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),
    ("=?utf-8?b?w6nD?= =?UTF-8?b?qQ==?=", "éé"),
    ("=?iso-2022-jp?b?GyRCJSglaSE8?= =?iso-2022-jp?b?GyhC?=", "エラー"),
    ("=?ISO-2022-JP?B?GyRCJWEhPCVrJSglaSE8GyhC?=", "メールエラー"),
    ("=?gb2312?B?z7XNs83L0MU=?=", "系统退信"),
    ("=?koi8-r?Q?=EF=DB=C9=C2=CB=C1?=", "Ошибка"),
    // Within quotes and brackets, without space around.
    ("\"=?utf-8?q?caf=C3=A9?=\" <a@example.org>", "\"café\" <a@example.org>"),
    ("(=?utf-8?q?a?=)", "(a)"),
    ("Re:=?utf-8?q?a?=b", "Re:ab"),
    // Wrong labels and no labels.
    ("=?us-ascii?Q?caf=C3=A9?=", "café"),
    ("=?iso-8859-1?Q?caf=C3=A9?=", "café"),
    ("=?x-no-such?Q?caf=E9?=", "café"),
    ("=?utf-8?Q?caf=E9_au_lait?=", "café au lait"),
    // Broken words stay as they are.
    ("=?utf-8?q?a", "=?utf-8?q?a"),
    ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
    ("=??q?a?=", "=??q?a?="),
    ("=?utf-8?q", "=?utf-8?q"),
    ("=?=?=?", "=?=?=?"),
    ("a =? b", "a =? b"),
    // Illegal but plain: spaces and question marks in the text, padding that is missing.
    ("=?utf-8?q?really? yes?=", "really? yes"),
    ("=?utf-8?b?Y2Fmw6k?=", "café"),
    ("=?utf-8?q?=3D=3F?=", "=?"),
  ])
  func words(text: String, decoded: String) {
    #expect(Header(Bytes("Subject: \(text)\n\n")).decoded("subject")?.string == decoded)
  }

  @Test(
    arguments: [
      ([0x63, 0x61, 0x66, 0xE9], "café"), ([0x63, 0x61, 0x66, 0xC3, 0xA9], "café"),
      ([0x1B, 0x24, 0x42, 0x25, 0x28, 0x25, 0x69, 0x21, 0x3C, 0x1B, 0x28, 0x42], "エラー"),
    ] as [([UInt8], String)])
  func rawOctets(octets: [UInt8], decoded: String) {
    let header = Header(Bytes(Array("Subject: ".utf8) + octets + Array("\n\n".utf8)))
    #expect(header.decoded("subject")?.string == decoded)
    #expect(header.fields.first?.decoded.string == decoded)
  }

  @Test func foldedWords() {
    let header = Header("Subject: =?utf-8?q?one_?=\n =?utf-8?q?two?=\n three\n\n")
    #expect(header.decoded("subject") == "one two three")
    #expect(header.decoded("to") == nil)
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["=?", "=?a?q?", "=?a?q?x", "=?a?b?=?", "=?utf-8?q?a?= "])
  func hostileWordsTakeLinearTime(piece: String) {
    let value = String(repeating: piece, count: 200_000 / piece.count)
    #expect(Header(Bytes("Subject: \(value)\n\n")).decoded("subject") != nil)
  }
}
