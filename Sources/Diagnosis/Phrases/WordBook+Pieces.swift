import Octets

/// The words of phrases as they are written.
extension WordBook {
  enum Piece {
    case word(Int)
    /// What stands before `*`: the beginning of words.
    case prefix([UInt8])
  }

  /// Appends the words of a text without signs, which are made known where they were not.
  ///
  /// - Parameter isPlain: Whether `PlainWords` can read it.
  mutating func appendPieces(of text: Bytes, isPlain: Bool, to pieces: inout [Piece]) {
    guard isPlain else {
      appendCutPieces(of: text, to: &pieces)
      return
    }
    var plain = PlainWords(text)
    while let word = plain.next() {
      if word.isPrefix {
        var octets: [UInt8] = []
        word.appendFolded(in: text, to: &octets)
        pieces.append(.prefix(octets))
      } else {
        pieces.append(.word(index(word.hash.value) { word.appendFolded(in: text, to: &$0) }))
      }
    }
  }

  /// The same for words that only the tokeniser of texts can cut.
  private mutating func appendCutPieces(of text: Bytes, to pieces: inout [Piece]) {
    var tokeniser = Tokeniser(text, vocabulary: .empty, isPhrase: true)
    tokeniser.run()
    var foldedStart = 0
    for (token, foldedEnd) in zip(tokeniser.tokens, tokeniser.foldedEnds) {
      let folded = tokeniser.foldedWords[foldedStart..<foldedEnd]
      foldedStart = foldedEnd
      let end = Int(token.end)
      if end < text.count, text[end] == 0x2A {
        pieces.append(.prefix(Array(folded)))
      } else {
        pieces.append(.word(index(token.hash) { $0 += folded }))
      }
    }
  }

  /// The number of the word that a text is.
  mutating func onlyWord(of text: Bytes) throws(PhraseProblem) -> Int {
    var pieces: [Piece] = []
    appendPieces(of: text, isPlain: PlainWords.suffice(for: text), to: &pieces)
    guard pieces.count == 1, case .word(let word) = pieces[0] else {
      throw PhraseProblem(message: "\(text.string) is no single word")
    }
    return word
  }
}
