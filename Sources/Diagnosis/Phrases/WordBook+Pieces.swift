import Octets

/// The words of phrases as they are written.
extension WordBook {
  enum Piece: BitwiseCopyable, Equatable {
    case word(Int)
    /// What stands before `*`: the beginning of words.
    case prefix(Int)
  }

  /// Pushes the words of a run, which are made known where they were not.
  mutating func pushPieces(of run: PhraseRun, to pieces: inout Stack<Piece>) {
    switch run.cut {
    case .plain: pushPlainPieces(of: run.text, to: &pieces)
    case .folding: pushFoldedPieces(of: run.text, to: &pieces)
    case .asText:
      if run.text.isPlainName {
        pieces.push(.word(index(run.text.wordHash.value) { $0 += run.text.array }))
      } else {
        pushTextPieces(of: run.text, to: &pieces)
      }
    }
  }

  mutating func index(_ word: PlainWords.Word, in text: Bytes) -> Int {
    index(word.hash.value) { octets in
      text.withUnsafeBytes { word.appendFolded(in: $0, to: &octets) }
    }
  }

  private mutating func pushPlainPieces(of text: Bytes, to pieces: inout Stack<Piece>) {
    text.withUnsafeBytes { octets in
      var plain = PlainWords(octets)
      while let word = plain.next() {
        if word.isPrefix {
          var beginning: [UInt8] = []
          word.appendFolded(in: octets, to: &beginning)
          pieces.push(.prefix(prefix(beginning)))
        } else {
          pieces.push(.word(index(word.hash.value) { word.appendFolded(in: octets, to: &$0) }))
        }
      }
    }
  }

  /// Cuts and folds as `Tokeniser` does where letters beyond ASCII stand and neither hyphens nor apostrophes.
  private mutating func pushFoldedPieces(of text: Bytes, to pieces: inout Stack<Piece>) {
    var word: [UInt8] = []
    swap(&word, &folded)
    var position = 0
    while position < text.count {
      let octet = text[position]
      if octet < 0x80 {
        if octet.isAlphanumeric {
          word.append(octet.lowercased)
        } else {
          push(&word, isPrefix: octet == 0x2A, to: &pieces)
        }
        position += 1
        continue
      }
      let (scalar, length) = text.scalar(at: position)
      position += length
      switch Folding.fold(scalar) {
      case .letter(let letter): Folding.forEachOctet(of: letter) { word.append($0) }
      case .pair(let first, let second):
        word.append(first)
        word.append(second)
      case .ideograph(let ideograph):
        push(&word, isPrefix: false, to: &pieces)
        Folding.forEachOctet(of: ideograph) { word.append($0) }
        push(&word, isPrefix: position < text.count && text[position] == 0x2A, to: &pieces)
      case .nothing: break
      case .apostrophe: if Elision.isElided(word) { word.removeAll(keepingCapacity: true) }
      case .separator: push(&word, isPrefix: false, to: &pieces)
      }
    }
    push(&word, isPrefix: false, to: &pieces)
    swap(&word, &folded)
  }

  /// Ends a word, where there is one.
  private mutating func push(
    _ word: inout [UInt8], isPrefix: Bool, to pieces: inout Stack<Piece>
  ) {
    guard !word.isEmpty else { return }
    if isPrefix {
      pieces.push(.prefix(prefix(word)))
    } else {
      pieces.push(.word(index(WordHash.of(word).value) { $0 += word }))
    }
    word.removeAll(keepingCapacity: true)
  }

  /// The same for any words, cut by the tokeniser of texts itself.
  mutating func pushTextPieces(of text: Bytes, to pieces: inout Stack<Piece>) {
    var tokeniser = Tokeniser(text, vocabulary: .empty, isPhrase: true)
    tokeniser.run()
    var foldedStart = 0
    for (token, foldedEnd) in zip(tokeniser.tokens, tokeniser.foldedEnds) {
      let folded = tokeniser.foldedWords[foldedStart..<foldedEnd]
      foldedStart = foldedEnd
      let end = Int(token.end)
      if end < text.count, text[end] == 0x2A {
        pieces.push(.prefix(prefix(Array(folded))))
      } else {
        pieces.push(.word(index(token.hash) { $0 += folded }))
      }
    }
  }

  /// The number of the word that a text is.
  mutating func onlyWord(of text: Bytes) throws(PhraseProblem) -> Int {
    var pieces = Stack<Piece>()
    pushPieces(of: PhraseRun(text), to: &pieces)
    guard pieces.count == 1, case .word(let word) = pieces[0] else {
      throw PhraseProblem(message: "\(text.string) is no single word")
    }
    return word
  }
}

extension Bytes {
  /// Of the octets as they are.
  var wordHash: WordHash { withUnsafeBytes { WordHash.of($0) } }

  /// Whether it is nothing but the name of a host, as most phrases with dots are: one word to the tokeniser.
  fileprivate var isPlainName: Bool {
    // RFC 1035 section 2.3.4: names have at most 255 octets.
    guard count < 256, first != 0x2D else { return false }
    var labelStart = 0
    var isOfLetters = true
    for position in 0..<count {
      let octet = self[position]
      if octet == 0x2E {
        guard position > labelStart else { return false }
        labelStart = position + 1
        isOfLetters = true
      } else if octet.isDigit || octet == 0x2D {
        isOfLetters = false
      } else if !octet.isLowercaseLetter {
        return false
      }
    }
    return labelStart > 0 && count - labelStart > 1 && isOfLetters
  }
}
