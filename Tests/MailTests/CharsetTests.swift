import Mail
import Octets
import Testing

@Suite struct CharsetTests {
  private func part(_ label: String?, _ octets: [UInt8]) -> Message {
    let parameter = label.map { "; charset=\($0)" } ?? ""
    return Message(Bytes(Array("Content-Type: text/plain\(parameter)\n\n".utf8) + octets))
  }

  @Test(
    arguments: [
      ("utf-8", [0x63, 0xC3, 0xA9], "cé"), ("UTF8", [0xC3, 0xA9], "é"),
      ("\"utf-8\"", [0xC3, 0xA9], "é"),
      ("iso-8859-1", [0x63, 0xE9], "cé"), ("ISO_8859-1", [0x80, 0xE9], "€é"),
      ("latin1", [0xE9], "é"),
      ("us-ascii", [0xE9, 0x74, 0xE9], "été"), ("windows-1252", [0x93, 0x61, 0x94], "“a”"),
      ("iso-8859-2", [0xB3, 0xF3, 0x64, 0xBC], "łódź"), ("iso-8859-15", [0xA4], "€"),
      ("iso-8859-5", [0xBE, 0xE8], "Ош"), ("iso-8859-7", [0xC3, 0xE5, 0xE9, 0xE1], "Γεια"),
      ("iso-8859-8-i", [0xF9, 0xEC], "של"), ("iso-8859-9", [0xDD, 0xFE], "İş"),
      ("windows-1250", [0x8A, 0x9D], "Šť"), ("windows-1251", [0xCE, 0xF8], "Ош"),
      ("cp1251", [0xCE], "О"),
      ("windows-1256", [0xE4], "ن"), ("koi8-r", [0xEF, 0xDB], "Ош"), ("KOI8-U", [0xA4], "є"),
      ("ibm866", [0x8E], "О"), ("tis-620", [0xA1], "ก"), ("macintosh", [0x8E], "é"),
      ("shift_jis", [0x83, 0x47, 0x83, 0x89, 0x81, 0x5B], "エラー"),
      ("x-sjis", [0xB4, 0xD7, 0xB0], "ｴﾗｰ"),
      ("cp932", [0x87, 0x40], "①"), ("euc-jp", [0xA5, 0xA8, 0xA5, 0xE9, 0xA1, 0xBC], "エラー"),
      ("gb2312", [0xCF, 0xB5, 0xCD, 0xB3], "系统"), ("gbk", [0x8F, 0x53], "廠"),
      ("gb18030", [0x81, 0x30, 0x81, 0x30], "\u{80}"),
      ("big5", [0xB6, 0x6C, 0xA5, 0xF3], "郵件"), ("euc-kr", [0xB8, 0xDE, 0xC0, 0xCF], "메일"),
      ("ks_c_5601-1987", [0xB8, 0xDE], "메"), ("cp949", [0x81, 0x41], "갂"),
      ("utf-16", [0xFE, 0xFF, 0x00, 0x41, 0xD8, 0x3D, 0xDE, 0x00], "A😀"),
      ("utf-16", [0xFF, 0xFE, 0x41, 0x00], "A"),
      ("utf-16le", [0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "A😀"),
      ("utf-16be", [0x20, 0xAC], "€"),
    ] as [(String, [UInt8], String)])
  func labelled(label: String, octets: [UInt8], text: String) {
    let message = part(label, octets)
    #expect(message.root.text.string == text)
    #expect(message.notes == [])
  }

  @Test(arguments: [
    ("utf-7", "Hi +AOk-t+AOk- A+-B", "Hi été A+B"), ("unicode-1-1-utf-7", "+AOk-", "é"),
    ("utf-7", "no escape", "no escape"),
    ("iso-2022-jp", "\u{1B}$B%(%i!<\u{1B}(B: a", "エラー: a"), ("iso-2022-jp", "plain", "plain"),
    ("iso-2022-jp", "\u{1B}$@%(%i!<\u{1B}(J\n", "エラー\n"),
    // Half-width katakana and row 13, which are not in the standard, and a second kanji set.
    ("iso-2022-jp", "\u{1B}(I4W0\u{1B}(B", "ｴﾗｰ"), ("iso-2022-jp", "\u{1B}$B-!\u{1B}(B", "①"),
    ("iso-2022-jp", "\u{1B}$(D0!\u{1B}(B", "丂"),
    // The escape back to ASCII lost at the line's end, and an escape at the end of the text.
    ("iso-2022-jp", "\u{1B}$B%(%i\nnext", "エラ\nnext"), ("iso-2022-jp", "a\u{1B}", "a\u{1B}"),
    ("iso-2022-jp", "\u{1B}$B%", "%"),
    // Recognised under every label.
    ("us-ascii", "\u{1B}$B%(%i!<\u{1B}(B", "エラー"), ("utf-8", "\u{1B}$B%(%i!<\u{1B}(B", "エラー"),
    ("shift_jis", "\u{1B}$B%(%i!<\u{1B}(B", "エラー"),
    ("us-ascii", "colour \u{1B}[31mred", "colour \u{1B}[31mred"),
  ])
  func sevenBits(label: String, octets: String, text: String) {
    #expect(part(label, Array(octets.utf8)).root.text.string == text)
  }

  @Test(arguments: [
    // UTF-8 under another label.
    ("iso-8859-1", "Zürich", "Zürich"), ("koi8-r", "Ошибка", "Ошибка"),
    ("iso-2022-jp", "エラー", "エラー"), ("x-odd", "é", "é"),
    ("euc-kr", "Ошибка доставки", "Ошибка доставки"),
    // A byte order mark.
    ("utf-8", "\u{FEFF}text é", "text é"), ("iso-8859-1", "\u{FEFF}é", "é"),
  ])
  func utf8UnderAWrongLabel(label: String, octets: String, text: String) {
    #expect(part(label, Array(octets.utf8)).root.text.string == text)
  }

  @Test func withoutLabel() {
    #expect(part(nil, Array("Zürich".utf8)).root.text == "Zürich")
    #expect(part(nil, [0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68]).root.text == "Zürich")
    #expect(part(nil, [0xFF, 0xFE, 0x41, 0x00]).root.text == "A")
    #expect(part("x-unknown", [0x93, 0x61, 0x94]).root.text == "“a”")
  }

  /// Nothing says what it is, or the wrong thing does.
  @Test(arguments: [
    ("koi8-r", "Ваше сообщение не доставлено одному или нескольким получателям"),
    ("windows-1251", "Ваше сообщение не доставлено одному или нескольким получателям"),
    ("gb18030", "抱歉，您的邮件被退回来了，收件人地址不存在"),
    ("big5", "很抱歉，您的郵件無法送達以下的收件者"),
    ("euc-kr", "메일을 전송할 수 없습니다. 받는 사람이 없습니다"),
    ("euc-jp", "次のあて先へのメッセージはエラーのため送信できませんでした"),
    ("shift_jis", "次のあて先へのメッセージはエラーのため送信できませんでした"),
    ("windows-1252", "Échec de la remise : l'adresse que vous avez entrée est introuvable"),
    ("windows-1252", "Die Nachricht für Jürgen Müller wäre größer als möglich"),
  ])
  func guessed(charset: String, text: String) throws {
    let octets = try Iconv.octets(of: text, in: charset)
    for label in [nil, "us-ascii", "x-unknown", "iso-8859-1", "iso-2022-jp"] {
      #expect(part(label, octets).root.text.string == text, "\(label ?? "no label")")
    }
  }

  @Test func whatCannotBeConvertedIsReplacedAndNoted() {
    for (label, octets) in [
      ("euc-jp", [0x61, 0xFF, 0xA5, 0xA8]), ("gb2312", [0xCF, 0xB5, 0xFF, 0x61]),
      ("utf-16be", [0x00, 0x61, 0xDC, 0x00, 0x61]), ("utf-8", Array("日本語".utf8) + [0xFF, 0x61]),
      ("euc-jp", [0x61, 0xA5]),
    ] as [(String, [UInt8])] {
      let message = part(label, octets)
      #expect(message.notes == [])
      #expect(message.root.text.string.contains("\u{FFFD}"))
      #expect(message.root.text.string.contains("a"))
      #expect(message.notes.count == 1)
      #expect(message.notes.first?.contains("not of charset") == true)
    }
  }

  @Test func asciiIsNotCopied() {
    let message = part("iso-8859-1", Array("plain words".utf8))
    #expect(message.root.text.offset(in: message.source) == message.source.count - 11)
  }
}
