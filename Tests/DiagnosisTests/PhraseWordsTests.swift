import Octets
import Testing

@testable import Diagnosis

/// Words of phrases are cut in shorter ways than those of texts, and must be the same.
@Suite struct PhraseWordsTests {
  private static func pieces(
    of run: PhraseRun, _ book: inout WordBook, asText: Bool
  ) -> [WordBook.Piece] {
    var pieces = Stack<WordBook.Piece>()
    if asText {
      book.pushTextPieces(of: run.text, to: &pieces)
    } else {
      book.pushPieces(of: run, to: &pieces)
    }
    return (0..<pieces.count).map { pieces[$0] }
  }

  @Test func allRulesHaveTheWordsOfTheTokeniser() throws {
    var book = WordBook()
    var isCutAs: [PhraseRun.Cut: Int] = [:]
    for (file, text, _) in RuleSet.standardFiles + RuleSet.farFiles {
      for field in try Stanza.read(text, file: file, withExamples: true).flatMap(\.fields) {
        // Between signs and white space, so that one dot does not send a whole phrase to the tokeniser.
        for part in field.value.string.split(whereSeparator: { " {}[]|<…".contains($0) }) {
          let run = PhraseRun(Bytes(String(part)))
          isCutAs[run.cut, default: 0] += 1
          #expect(
            Self.pieces(of: run, &book, asText: false)
              == Self.pieces(of: run, &book, asText: true), "\(part) in \(file):\(field.line)")
        }
      }
    }
    #expect(isCutAs.count == 3)
  }

  @Test(arguments: [
    "E-Mail e-mailbox e-post l'utilisateur dell'utente n'existe don't d'l'x o' 'quoted' grey*",
    "Empfänger ÜBER straße* dell’utente n’existe 日本語 メール* ﬁ ＡＢ１２* a\u{301}b (é)/*é*",
    "x_y 550 5 12ab é12 ½é À, Łódź; ŒUVRE приём Ёлка σς한글",
  ])
  func wordsAreThoseOfTheTokeniser(_ text: String) {
    var book = WordBook()
    let run = PhraseRun(Bytes(text))
    #expect(run.cut != .asText)
    #expect(
      Self.pieces(of: run, &book, asText: false) == Self.pieces(of: run, &book, asText: true))
  }

  @Test func octetsThatAreNoTextHaveTheSameWordsToo() {
    var book = WordBook()
    for lead: UInt8 in 0x80...0xFF {
      for trail: UInt8 in [0x00, 0x2A, 0x41, 0x80, 0xA0, 0xBF, 0xFF] {
        let run = PhraseRun(Bytes([0x61, lead, trail, 0x80, 0x62, 0x2A, lead]))
        #expect(
          Self.pieces(of: run, &book, asText: false) == Self.pieces(of: run, &book, asText: true))
      }
    }
  }
}
