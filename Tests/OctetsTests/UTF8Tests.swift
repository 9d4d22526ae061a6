import Octets
import Testing

@Suite struct UTF8Tests {
  @Test(arguments: [
    "", "ascii", "exactly8", "ümlaut", "12345678ü", "€uro", "\u{10FFFF}", "日本語テキスト", "\u{FEFF}bom",
    "\u{D7FF}\u{E000}\u{FFFF}\u{10000}",
  ])
  func wellFormed(text: String) {
    #expect(Bytes(text).isUTF8)
    #expect(Bytes(text).isASCII == text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(
    arguments: [
      [0x80], [0xC3], [0xC3, 0x41], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xFF], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func illFormed(octets: [UInt8]) {
    #expect(!Bytes(octets).isUTF8)
    #expect(Bytes(Array("12345678".utf8) + octets).endOfUTF8(from: 0) == 8)
    #expect(Bytes(octets + Array("12345678".utf8)).isUTF8 == false)
  }

  @Test func whatSwiftCallsUTF8IsUTF8() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      let octets =
        random.octets(upTo: 9, of: "a")
        + (0..<Int.random(in: 0...6, using: &random)).map { _ in
          [0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0x41].randomElement(
            using: &random) ?? 0
        }
      #expect(Bytes(octets).isUTF8 == (String(validating: octets, as: UTF8.self) != nil))
    }
  }
}
