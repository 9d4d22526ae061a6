// Safety argument: every position read is below the count of the buffer, which is asked first.

import Octets

/// A place in a phrase, and what its signs mean there.
struct PhraseCursor {
  let text: Bytes
  private(set) var position = 0
  /// In how many brackets the place is.
  private(set) var depth = 0
  /// Whether `…` parts the text; in the entries of lists it is a sign like others.
  private let hasGaps: Bool

  init(_ text: Bytes, hasGaps: Bool = true) {
    self.text = text
    self.hasGaps = hasGaps
  }

  var current: UInt8? { position < text.count ? text[position] : nil }

  /// Whether a bracket or `|` ends the alternative here.
  var endsAlternative: Bool {
    switch current {
    case 0x7C, 0x7D, 0x5D: depth > 0
    default: false
    }
  }

  mutating func enterBracket() {
    depth += 1
    position += 1
  }

  mutating func leaveBracket() {
    depth -= 1
    position += 1
  }

  mutating func skip() { position += 1 }

  mutating func skip(_ word: PlainWords.Word) { position = word.end }

  /// The word that is all of the alternative here; nil where it is more than letters and digits of ASCII.
  var loneWord: PlainWords.Word? {
    text.withUnsafeBytes { octets in
      var word = PlainWords.Word(hash: WordHash(), start: position, end: position, isPrefix: false)
      while word.end < octets.count {
        let octet = octets[word.end]
        if octet.isLetter {
          word.hash.add(octet | 0x20)
        } else if octet.isDigit {
          word.hash.add(octet)
        } else {
          let isEnd = octet == 0x7C || octet == 0x7D || octet == 0x5D
          return isEnd && word.end > word.start ? word : nil
        }
        word.end += 1
      }
      return nil
    }
  }

  /// What stands up to the next sign that is not part of a word, or the next gap.
  mutating func readRun() throws(PhraseProblem) -> PhraseRun {
    let start = position
    var signs = PhraseRun.Signs()
    position = text.withUnsafeBytes { endOfRun(in: $0, &signs) }
    if depth > 0, isAtGap { throw PhraseProblem(message: "… must not stand in brackets") }
    return PhraseRun(text: text[start..<position], signs: signs)
  }

  private func endOfRun(
    in octets: UnsafeBufferPointer<UInt8>, _ signs: inout PhraseRun.Signs
  ) -> Int {
    var position = position
    while position < octets.count {
      let octet = octets[position]
      if !octet.isLetter, octet != 0x20 {
        switch octet {
        case 0x7B, 0x7D, 0x5B, 0x5D, 0x3C: return position
        case 0x7C where depth > 0: return position
        case 0x2E, 0xE2: if isGap(at: position) { return position }
        default: break
        }
        signs.note(octet)
      }
      position += 1
    }
    return position
  }

  /// The name between `<` and `>`.
  mutating func readPlaceholder() throws(PhraseProblem) -> Bytes {
    guard let close = text.firstIndex(of: 0x3E, from: position) else {
      throw PhraseProblem(message: "a placeholder is not closed")
    }
    defer { position = close + 1 }
    return text[position + 1..<close]
  }

  /// - Returns: Whether there was one.
  mutating func skipGap() -> Bool {
    guard isAtGap else { return false }
    position += 3
    return true
  }

  var isAtGap: Bool { isGap(at: position) }

  private func isGap(at position: Int) -> Bool {
    guard hasGaps, position + 2 < text.count else { return false }
    return switch (text[position], text[position + 1], text[position + 2]) {
    case (0x2E, 0x2E, 0x2E), (0xE2, 0x80, 0xA6): true
    default: false
    }
  }
}
