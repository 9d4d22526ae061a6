import Model
import Octets
import Testing

@testable import Diagnosis

@Suite struct TokeniserTests {
  /// The tokens of a text, each with a letter for its kind.
  private func tokens(_ text: String) -> [String] {
    let bytes = Bytes(text)
    return TokenisedText(bytes, vocabulary: RuleSet.standard.phrases.vocabulary).tokens
      .filter { $0.kind != .filler }
      .map { token in
        let kind =
          switch token.kind {
          case .word: ""
          case .number: "n:"
          case .ip: "ip:"
          case .address: "a:"
          case .name: "d:"
          case .reply, .status: "#"
          case .filler: "_"
          }
        return kind + (token.inURL ? "url:" : "")
          + bytes[Int(token.start)..<Int(token.end)].string
      }
  }

  @Test(arguments: [
    ("550-5.7.1 [192.0.2.1] no", ["#550", "#5.7.1", "ip:192.0.2.1", "no"]),
    ("<jane@example.org>... User unknown", ["a:jane@example.org", "User", "unknown"]),
    (
      "host mx.example.org[2001:db8::1] said: 550",
      ["host", "d:mx.example.org", "ip:2001:db8::1", "said", "#550"]
    ),
    ("mailbox inactive.Please call", ["mailbox", "inactive", "Please", "call"]),
    ("AUP#In-1310 OFR_506 [506]", ["AUP", "In", "n:1310", "OFR", "n:506", "n:506"]),
    ("doesn't user’s e-mail", ["doesn't", "user’s", "e-mail"]),
    // What leans on the word behind it is no part of it, except a no.
    ("L'utilisateur n'existe", ["utilisateur", "n'existe"]),
    ("l’expéditeur dell'utente", ["expéditeur", "utente"]),
    (
      "see https://example.org/x?ip=192.0.2.1.",
      ["see", "https", "d:url:example.org", "url:x", "url:ip", "ip:url:192.0.2.1"]
    ),
    ("宛先 が", ["宛", "先", "が"]),
    ("after 300 seconds", ["after", "n:300", "seconds"]),
    ("Exim 4.94.2", ["Exim", "#4.94.2"]),
    ("(#5.1.1) 10.0.0.256 1.2", ["#5.1.1", "n:10.0.0.256", "n:1.2"]),
    ("00:05:00", ["n:00:05:00"]),
    ("->550 5.1.1", ["->", "#550", "#5.1.1"]),
    ("地址（lisi@example.com）不", ["地", "址", "a:lisi@example.com", "不"]),
    ("地址lisi@example.com不", ["地", "址", "a:lisi@example.com", "不"]),
    ("：用户@例子.公司。", ["a:用户@例子.公司"]),
    ("jürgen@example.org:", ["a:jürgen@example.org"]),
    ("看https://example.org/x看", ["看", "https", "d:url:example.org", "url:x", "看"]),
    ("a@b@c @ foo@", ["a:a@b", "c", "foo"]),
  ])
  func aTextIsCut(text: String, expected: [String]) {
    #expect(
      tokens(text).map { $0.replacingURLScheme() } == expected.map { $0.replacingURLScheme() })
  }

  @Test(arguments: [
    ("Empfänger", "EMPFAENGER"), ("désactivée", "desactivee"), ("Ｕｓｅｒ", "user"),
    ("Müller", "mueller"), ("Wiadomość", "wiadomosc"), ("schránka", "schranka"),
    ("ПОЛЬЗОВАТЕЛЬ", "пользователь"), ("Άγνωστος", "αγνωστοσ"), ("don’t", "dont"),
  ])
  func spellingsAreFolded(written: String, folded: String) {
    func hash(_ text: String) -> UInt64? {
      TokenisedText(Bytes(text), vocabulary: .empty).tokens.first?.hash
    }
    #expect(hash(written) == hash(folded))
  }

  /// Whatever comes in, tokens stand in the text and follow each other.
  @Test(arguments: [
    "", "\u{0}\u{0}", "@@@@", "....", "::::", "http://", "://x", "550", "5.5.5.5.5", "[[[]]]",
    "''''",
    "e-", "-mail", "e-mail-e-mail", "a.b.", ".a.b", "😀 user 😀 unknown", "\u{FFFD}\u{202E}x",
  ])
  func oddTextsGiveOrderedTokens(text: String) {
    check(Bytes(text))
  }

  @Test func brokenUTF8GivesOrderedTokens() {
    for first in UInt8.min...UInt8.max {
      check(Bytes([0x61, first, 0x62, 0xC3, first, 0xE3, 0x81, first, 0xF0, 0x9F, first]))
    }
  }

  private func check(_ bytes: Bytes) {
    var last: Int32 = 0
    for token in TokenisedText(bytes, vocabulary: RuleSet.standard.phrases.vocabulary).tokens {
      #expect(token.start >= last && token.end > token.start && Int(token.end) <= bytes.count)
      last = token.end
    }
    _ = Classifier.standard.classify(Evidence(text: bytes))
  }
}

extension String {
  /// The scheme of a URL is a word of it like any other.
  fileprivate func replacingURLScheme() -> String { self == "url:https" ? "https" : self }
}
