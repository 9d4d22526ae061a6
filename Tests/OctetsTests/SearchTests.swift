import Octets
import Testing

@Suite struct SearchTests {
  @Test func octets() {
    let text = Bytes("a,b,c")
    #expect(text.firstIndex(of: 0x2C) == 1)
    #expect(text.firstIndex(of: 0x2C, from: 2) == 3)
    #expect(text.firstIndex(of: 0x2C, from: 4) == nil)
    #expect(text.firstIndex(of: 0x2C, from: -1) == nil)
    #expect(text.firstIndex(of: 0x2C, from: 99) == nil)
    #expect(text.firstIndex(of: 0x2C, in: 2..<3) == nil)
    #expect(text.firstIndex(of: 0x2C, in: -2..<99) == 1)
    #expect(text.lastIndex(of: 0x2C) == 3)
    #expect(text.lastIndex(of: 0x2E) == nil)
    #expect(Bytes.empty.lastIndex(of: 0x2E) == nil)
    #expect(text.firstIndex(from: 2) { $0 == 0x2C } == 3)
    #expect(text.firstIndex(from: -2) { $0 == 0x2C } == 1)
    #expect(text.contains(0x62))
  }

  @Test func edges() {
    let text = Bytes("To: Ada@Example.ORG")
    #expect(text.position(of: "Ada") == 4)
    #expect(text.position(of: "ada") == nil)
    #expect(text.position(of: "Ada", from: 5) == nil)
    #expect(text.position(of: "Ada", from: -1) == nil)
    #expect(text.position(of: "Ada", from: 99) == nil)
    #expect(text.position(of: "") == nil)
    #expect(text.position(of: Bytes([0x41, 0x64])) == 4)
    #expect(text.position(of: Bytes.empty) == nil)
    #expect(text.position(ofFolded: "ada@example.org") == 4)
    #expect(text.position(ofFolded: "ada@example.org ") == nil)
    #expect(text.containsFolded("org"))
    #expect(text.contains("ORG"))
    #expect(!text.contains("org"))
    #expect(text.hasPrefix("To:"))
    #expect(!text.hasPrefix("to:"))
    #expect(!Bytes("T").hasPrefix("To:"))
    #expect(text.hasPrefix(Bytes(Array("To".utf8))))
    #expect(text.hasPrefixFolded("to: ada"))
    #expect(text.hasSuffixFolded(".org"))
    #expect(!Bytes("rg").hasSuffixFolded(".org"))
    #expect(text.equalsFolded("to: ada@example.org"))
    #expect(text.equalsFolded(Bytes(Array("tO: aDA@example.org".utf8))))
    #expect(!text.equalsFolded("to: ada@example.or"))
  }

  /// Signs that differ from others by the bit that separates the cases of letters.
  @Test func onlyLettersAreFolded() {
    #expect(Bytes("-*-\n-").position(ofFolded: "\n") == 3)
    #expect(Bytes("----@").position(ofFolded: "`") == nil)
    #expect(Bytes("----[").position(ofFolded: "{") == nil)
    #expect(Bytes("----^").equalsFolded("----~") == false)
  }

  /// Compared with the plainest way to search, at all lengths around the size of a vector.
  @Test func searchesFindWhatANaiveSearchFinds() {
    var random = SeededGenerator(seed: 1)
    let needles: [(StaticString, [UInt8])] = [
      ("a", Array("a".utf8)), ("ab", Array("ab".utf8)), ("aab", Array("aab".utf8)),
      ("\nfrom ", Array("\nfrom ".utf8)), ("aaaa", Array("aaaa".utf8)),
      ("baab-a", Array("baab-a".utf8)),
    ]
    for round in 0..<4_000 {
      let text = random.octets(
        upTo: round % 8 < 6 ? 100 : 500, of: round % 2 == 0 ? "abAB-" : "\nfroF mab-")
      let lower = text.map(\.lowercased)
      let start = Int.random(in: 0...12, using: &random)
      let bytes = Bytes(text)
      for (needle, octets) in needles {
        #expect(bytes.position(of: needle, from: start) == naive(text, octets, start))
        #expect(bytes.position(of: Bytes(octets), from: start) == naive(text, octets, start))
        #expect(bytes.position(ofFolded: needle, from: start) == naive(lower, octets, start))
      }
    }
  }

  /// At all lengths around the size of a word.
  @Test func foldedComparisonComparesEachOctet() {
    let texts: [StaticString] = [
      "a", "to", "cc:", "date", "from:", "{sent}", "subject", "reply-to", "~sender: ",
      "content-type: {", "@return-path: <>", "list-unsubscribe:", "content-transfer-encoding",
    ]
    for lower in texts {
      let written = Array(Bytes(lower).string.uppercased().utf8)
      #expect(Bytes(written).equalsFolded(lower))
      for position in written.indices {
        for octet: UInt8 in 0...255 {
          var octets = written
          octets[position] = octet
          let isEqual = octet.lowercased == Bytes(lower)[position]
          #expect(Bytes(octets).equalsFolded(lower) == isEqual)
          #expect(Bytes(octets).containsFolded(lower) == isEqual)
        }
      }
    }
  }

  @Test func lowerCase() {
    for length in 0...40 {
      let lower = [UInt8](repeating: 0x7B, count: length)
      #expect(Bytes(lower).isLowerCaseASCII)
      for position in 0..<length {
        for octet: UInt8 in 0...255 {
          var octets = lower
          octets[position] = octet
          #expect(Bytes(octets).isLowerCaseASCII == (octet < 0x80 && !octet.isUppercaseLetter))
        }
      }
    }
  }

  @Test func firstDigit() {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<4_000 {
      let text = random.octets(upTo: 60, of: "abcdefghijklmnopqrstuvw/:.\u{E9} 0123456789 ")
      let start = Int.random(in: 0...40, using: &random)
      #expect(
        Bytes(text).firstDigit(from: start)
          == text.indices.dropFirst(start).first { text[$0].isDigit })
    }
  }

  @Test func hyphenLine() {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<4_000 {
      let text = random.octets(upTo: 80, of: "abcdefgh------\n\r")
      let start = Int.random(in: 0...12, using: &random)
      let line = text.indices.dropFirst(start).first {
        text[$0...].starts(with: Array("--".utf8))
          && ($0 == 0 || text[$0 - 1] == 0x0A || text[$0 - 1] == 0x0D)
      }
      #expect(Bytes(text).hyphenLine(from: start) == line)
    }
  }

  @Test func endOfFieldName() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<4_000 {
      let text = random.octets(upTo: 60, of: "abcdefgXYZ-_09~!\u{7F}: \n\u{E9}")
      let start = Int.random(in: 0...8, using: &random)
      let end = (min(start, text.count)..<text.count).first {
        text[$0] == 0x3A || !(0x21...0x7E).contains(text[$0])
      }
      #expect(Bytes(text).endOfFieldName(from: start) == end ?? text.count)
    }
  }

  @Test func endOfToken() {
    for octet: UInt8 in 0...255 {
      let isEnd =
        octet <= 0x20 || octet == 0x7F || Array("\"(),/;=".utf8).contains(octet)
      #expect(Bytes([0x61, octet, 0x62]).endOfToken(from: 0) == (isEnd ? 1 : 3))
      #expect(Bytes([octet]).endOfToken(from: 1) == 1)
    }
  }

  @Test func anyOfFour() {
    var random = SeededGenerator(seed: 12)
    let few: [UInt8] = [0x22, 0x2C, 0x0A, 0xFF]
    for _ in 0..<4_000 {
      let text = random.octets(upTo: 70, of: "abcdefghijklmnopqrstuvw \u{E9}\0\"\n,")
      let found = text.withUnsafeBufferPointer {
        $0.firstIndex(ofAny: few[0], few[1], few[2], few[3])
      }
      #expect(found == text.firstIndex(where: few.contains))
      let nul = text.withUnsafeBufferPointer { $0.firstIndex(ofAny: 0, 0, 0, 0) }
      #expect(nul == text.firstIndex(of: 0))
    }
  }

  @Test func twoSideBySide() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<4_000 {
      let text = random.octets(upTo: 60, of: "abcdef  ")
      let found = text.withUnsafeBufferPointer { $0.contains(0x20, then: 0x20) }
      #expect(found == (naive(text, [0x20, 0x20], 0) != nil))
    }
  }

  private func naive(_ text: [UInt8], _ needle: [UInt8], _ start: Int) -> Int? {
    guard text.count >= needle.count + start else { return nil }
    return (start...text.count - needle.count).first {
      text[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }

  @Test func cutting() {
    #expect(Bytes(" \t\r\n\u{B}\u{C}a b\0 \n").trimmed() == "a b")
    #expect(Bytes(" \n").trimmed() == "")
    #expect(Bytes("a=b=c").split(at: 0x3D)?.before == "a")
    #expect(Bytes("a=b=c").split(at: 0x3D)?.after == "b=c")
    #expect(Bytes("abc").split(at: 0x3D) == nil)
    #expect(Bytes("AbÄ-Z").lowercased() == "abÄ-z")
  }

  @Test(arguments: [
    ("0", 0), ("007", 7), ("99999999999999999", 99_999_999_999_999_999),
  ])
  func decimal(text: String, value: Int) {
    #expect(Bytes(text).decimal == value)
  }

  @Test(arguments: ["", "-1", "+1", "1 ", "1a", "999999999999999999", "١"])
  func noDecimal(text: String) {
    #expect(Bytes(text).decimal == nil)
  }
}
