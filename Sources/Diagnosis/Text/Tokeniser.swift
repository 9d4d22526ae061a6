import Model
import Octets

/// Cuts a text into tokens in one pass. The same cut is made of phrases and of the texts they are
/// looked for in, so that a rule's author need not know how it is done.
struct Tokeniser {
  let text: Bytes
  let vocabulary: Vocabulary
  var tokens: [Token] = []
  var spans: [Span] = []
  // The first reply codes of the text, 0 where there are fewer.
  private var firstReplies = SIMD8<UInt16>()
  private var replyCount = 0

  // The word being folded; kept for its capacity.
  var folded: [UInt8] = []
  // Whether the run that is being read has something that no sentence has.
  var runIsIdentifier = false
  var inURL = false
  /// Whether a phrase is being cut, not a text: there `506` is the word in `OFR_506`, never a reply code,
  /// and each token's folded octets are kept.
  let isPhrase: Bool
  var foldedWords: [UInt8] = []
  var foldedEnds: [Int] = []

  init(_ text: Bytes, vocabulary: Vocabulary, isPhrase: Bool = false) {
    self.text = text
    self.vocabulary = vocabulary
    self.isPhrase = isPhrase
    tokens.reserveCapacity(text.count / 5 + 2)
    if isPhrase {
      folded.reserveCapacity(text.count)
      foldedWords.reserveCapacity(text.count)
      foldedEnds.reserveCapacity(text.count / 5 + 2)
    } else {
      spans.reserveCapacity(8)
    }
  }

  mutating func run() {
    let classes = OctetClass.table
    var position = 0
    var atLineStart = true
    while position < text.count {
      let start = position
      if classes[Int(text[position])].isEmpty {
        if text[position] == 0x0A || text[position] == 0x0D { atLineStart = true }
        position += 1
        continue
      }
      // Most runs are words: hashed while their end is looked for, they are not read again.
      var word = LeadingWord(start: start)
      while position < text.count, word.take(text[position]) { position += 1 }
      word.end = position
      var seen = word.seen
      while position < text.count {
        let own = classes[Int(text[position])]
        if own.isEmpty { break }
        if text[position] == 0x27, !isApostrophe(position) { break }
        seen.formUnion(own)
        position += 1
      }
      // A quotation mark that is no apostrophe.
      if position == start {
        position += 1
        continue
      }
      readRun(start, position, seen, word, atLineStart: atLineStart)
      atLineStart = false
      if seen.contains(.dot) { markSentenceEnd(start, position) }
    }
  }

  /// The letters and digits that a run begins with, or a part of one.
  struct LeadingWord {
    let start: Int
    var end: Int
    private(set) var digits = 0
    /// Of the octets in lower case.
    private(set) var hash = WordHash()

    init(start: Int) {
      self.start = start
      end = start
    }

    var length: Int { end - start }

    var seen: OctetClass {
      var seen: OctetClass = []
      if digits < length { seen.formUnion(.letter) }
      if digits > 0 { seen.formUnion(.digit) }
      return seen
    }

    /// - Returns: Whether the octet is one of them.
    @inline(__always)
    mutating func take(_ octet: UInt8) -> Bool {
      if octet.isLetter {
        hash.add(octet | 0x20)
      } else if octet.isDigit {
        hash.add(octet)
        digits += 1
      } else {
        return false
      }
      return true
    }
  }

  /// A full stop, not an ellipsis, behind a word of two letters at least and before a capital letter.
  private mutating func markSentenceEnd(_ start: Int, _ end: Int) {
    guard end - start > 2, text[end - 1] == 0x2E, text[end - 2] != 0x2E, !tokens.isEmpty,
      end + 1 < text.count, text[end].isSpace
    else { return }
    if text[end + 1].isUppercaseLetter || text[end + 1].isSpace || text[end + 1] >= 0x80 {
      tokens[tokens.count - 1].endsSentence = true
    }
  }

  /// Whether the quote at `position` stands inside a word.
  private func isApostrophe(_ position: Int) -> Bool {
    position > 0 && position + 1 < text.count && text[position - 1].isLetter
      && text[position + 1].isLetter
  }

  private mutating func readRun(
    _ start: Int, _ end: Int, _ seen: OctetClass, _ word: LeadingWord, atLineStart: Bool
  ) {
    let firstSpan = spans.count
    runIsIdentifier = false
    if isOnly(word, end, seen), !isPhrase {
      readWord(word)
    } else if seen == .letter || seen == [.letter, .digit] {
      readWord(start, end)
    } else if seen == .digit {
      readDigits(start, end, atLineStart: atLineStart)
    } else if seen.contains(.at) {
      if seen.contains(.wide) {
        readAmongWideWords(start, end)
      } else {
        readAroundAt(start, end)
      }
    } else if seen.contains([.colon, .joiner]), let scheme = position(ofSchemeIn: start, end) {
      if seen.contains(.wide) {
        readURLAmongWideWords(scheme, end, before: start)
      } else {
        readURL(scheme, end, before: start)
      }
      return
    } else if seen.contains(.wide) {
      readWideWords(start, end)
    } else {
      let firstToken = tokens.count
      readPieces(start, end, seen, atLineStart: atLineStart)
      // `2026-11-24`, `90%`, `5/5`.
      if !seen.contains(.letter), spans.count == firstSpan, tokens.count > firstToken,
        tokens[firstToken...].allSatisfy({ $0.kind == .number })
      {
        span(.number, start, end)
      }
    }
    if runIsIdentifier {
      spans.removeLast(spans.count - firstSpan)
      var end = end
      while end > start, !text[end - 1].isAlphanumeric { end -= 1 }
      spans.append(Span(kind: .identifier, start: Int32(start), end: Int32(end)))
    }
  }

  /// Whether a run is one word, with nothing behind it but a full stop or a colon.
  private func isOnly(_ word: LeadingWord, _ end: Int, _ seen: OctetClass) -> Bool {
    if word.end == end { return word.digits < word.length }
    return word.end == end - 1 && (seen == [.letter, .dot] || seen == [.letter, .colon])
  }

  // MARK: Words

  mutating func append(
    _ kind: Token.Kind, _ start: Int, _ end: Int, _ hash: WordHash? = nil,
    _ word: UInt32 = Vocabulary.unknown
  ) {
    tokens.append(
      Token(
        kind: kind, inURL: inURL, start: Int32(start), end: Int32(end), hash: hash?.value ?? 0,
        word: word))
    if isPhrase {
      if kind == .name {
        foldedWords += text[start..<end].lowercased().array
      } else {
        foldedWords += folded
      }
      foldedEnds.append(foldedWords.count)
    }
  }

  mutating func span(_ kind: Span.Kind, _ start: Int, _ end: Int) {
    if inURL { return }
    spans.append(Span(kind: kind, start: Int32(start), end: Int32(end)))
  }

  mutating func readWord(_ word: LeadingWord) {
    let known =
      vocabulary.lookUp(word.hash) ?? vocabulary.lookUpPrefix(of: text[word.start..<word.end])
    finishWord(
      word.hash, word.start, word.end, known: known, length: word.length, digits: word.digits)
  }

  /// A run of ASCII letters, digits and apostrophes.
  mutating func readWord(_ start: Int, _ end: Int) {
    var hash = WordHash()
    var digits = 0
    var length = 0
    for position in start..<end {
      let octet = text[position].lowercased
      if octet == 0x27 { continue }
      if octet.isDigit { digits += 1 }
      length += 1
      hash.add(octet)
    }
    if length < end - start, let wordStart = Elision.end(in: text[start..<end]) {
      readWord(start + wordStart, end)
      return
    }
    if isPhrase {
      folded.removeAll(keepingCapacity: true)
      for position in start..<end where text[position] != 0x27 {
        folded.append(text[position].lowercased)
      }
    }
    var known = vocabulary.lookUp(hash)
    if known == nil, length == end - start {
      known = vocabulary.lookUpPrefix(of: text[start..<end])
    }
    finishWord(hash, start, end, known: known, length: length, digits: digits)
  }

  /// Ends a word.
  ///
  /// - Parameter length: In folded octets.
  mutating func finishWord(
    _ hash: WordHash, _ start: Int, _ end: Int, known: UInt32?, length: Int, digits: Int
  ) {
    guard length > 0 else { return }
    if let known, vocabulary.word(known).isFiller {
      append(.filler, start, end, hash)
      return
    }
    let kind: Token.Kind = digits == length ? .number : .word
    if digits > 0, kind == .word, known == nil {
      if Self.isIdentifier(length: length, digits: digits) {
        runIsIdentifier = true
      } else if text[start].isDigit {
        span(.number, start, end)
      }
    }
    if start > 1, text[start - 1] == 0x2D, joinsEmail(start, end) { return }
    if length == 7, hash == Self.address, !isPhrase, isOfReader {
      append(
        kind, start, end, Self.readersAddress,
        vocabulary.lookUp(Self.readersAddress) ?? Vocabulary.unknown)
      return
    }
    append(kind, start, end, hash, known ?? Vocabulary.unknown)
  }

  private static let address = WordHash.of("address".utf8)
  private static let email = WordHash.of("email".utf8)
  private static let mail = WordHash.of("mail".utf8)
  private static let your = WordHash.of("your".utf8)
  /// "your address" is not any address but the sender's, who reads the reply.
  private static let readersAddress = WordHash.of("youraddress".utf8)

  /// Whether "your" stands before, or "your email".
  private var isOfReader: Bool {
    guard var last = tokens.last else { return false }
    if last.hash == Self.email.value || last.hash == Self.mail.value, tokens.count > 1 {
      last = tokens[tokens.count - 2]
    }
    return last.kind == .filler && last.hash == Self.your.value
  }

  /// "e-mail" is "email".
  private mutating func joinsEmail(_ start: Int, _ end: Int) -> Bool {
    guard let last = tokens.last, last.end == Int32(start - 1), last.end - last.start == 1,
      text[start - 2].lowercased == 0x65, text[start..<end].hasPrefixFolded("mail")
    else { return false }
    var joined = WordHash()
    joined.add(0x65)
    for position in start..<end where text[position] != 0x27 {
      joined.add(text[position].lowercased)
    }
    let index = tokens.count - 1
    tokens[index].end = Int32(end)
    tokens[index].hash = joined.value
    tokens[index].word = vocabulary.lookUp(joined) ?? Vocabulary.unknown
    if isPhrase {
      foldedWords += folded
      foldedEnds[index] = foldedWords.count
    }
    return true
  }

  /// Queue ids and session ids mix digits and letters; codes of vendors (`S3140`, `IB108`) do too, but are
  /// short.
  private static func isIdentifier(length: Int, digits: Int) -> Bool {
    length >= 8 && digits >= 2 || digits >= 4
  }

  /// A run of digits alone: a reply code or a number.
  private mutating func readDigits(_ start: Int, _ end: Int, atLineStart: Bool) {
    if let reply = replyCode(start, end, atLineStart: atLineStart) {
      appendReply(reply, start, end)
      return
    }
    readWord(start, end)
    span(.number, start, end)
  }

  mutating func appendReply(_ reply: ReplyCode, _ start: Int, _ end: Int) {
    if replyCount < firstReplies.scalarCount {
      firstReplies[replyCount] = UInt16(reply.rawValue)
      replyCount += 1
    }
    tokens.append(Token(reply, start: start, end: end, isQuoted: isQuoted(start)))
  }

  /// Whether a text that repeats itself has begun with the code.
  func isAmongFirstReplies(_ reply: ReplyCode) -> Bool {
    any(firstReplies .== UInt16(reply.rawValue))
  }

  /// A word or words with characters beyond ASCII.
  mutating func readWideWords(_ start: Int, _ end: Int) {
    folded.removeAll(keepingCapacity: true)
    var hash = WordHash()
    var wordStart = start
    var digits = 0
    func put(_ octet: UInt8) {
      hash.add(octet)
      folded.append(octet)
    }
    func put(scalar: UInt32) {
      Folding.forEachOctet(of: scalar) { put($0) }
    }
    func endWord(_ wordEnd: Int) {
      if !folded.isEmpty {
        let known = vocabulary.lookUp(hash) ?? vocabulary.lookUpPrefix(of: folded)
        finishWord(
          hash, wordStart, wordEnd, known: known, length: folded.count, digits: digits)
      }
      forgetWord()
    }
    func forgetWord() {
      folded.removeAll(keepingCapacity: true)
      hash = WordHash()
      digits = 0
    }
    var position = start
    while position < end {
      let octet = text[position]
      if octet < 0x80 {
        if octet.isAlphanumeric {
          if folded.isEmpty { wordStart = position }
          if octet.isDigit { digits += 1 }
          put(octet.lowercased)
        } else if octet != 0x27 {
          endWord(position)
        } else if Elision.isElided(folded) {
          forgetWord()
        }
        position += 1
        continue
      }
      let (scalar, length) = text.scalar(at: position)
      switch Folding.fold(scalar) {
      case .letter(let letter):
        if folded.isEmpty { wordStart = position }
        put(scalar: letter)
      case .pair(let first, let second):
        if folded.isEmpty { wordStart = position }
        put(first)
        put(second)
      case .ideograph(let ideograph):
        endWord(position)
        wordStart = position
        put(scalar: ideograph)
        endWord(position + length)
      case .nothing: break
      case .apostrophe: if Elision.isElided(folded) { forgetWord() }
      case .separator: endWord(position)
      }
      position += length
    }
    endWord(end)
  }
}

extension Bytes {
  /// The scalar at `position` and its length in octets; U+FFFD of length 1 for what is no UTF-8.
  func scalar(at position: Int) -> (scalar: UInt32, length: Int) {
    func trail(_ offset: Int) -> UInt32? {
      guard position + offset < count else { return nil }
      let octet = self[position + offset]
      return octet & 0xC0 == 0x80 ? UInt32(octet & 0x3F) : nil
    }
    let first = UInt32(self[position])
    switch first {
    case 0xC2...0xDF:
      if let second = trail(1) { return ((first & 0x1F) << 6 | second, 2) }
    case 0xE0...0xEF:
      if let second = trail(1), let third = trail(2) {
        return ((first & 0x0F) << 12 | second << 6 | third, 3)
      }
    case 0xF0...0xF4:
      if let second = trail(1), let third = trail(2), let fourth = trail(3) {
        return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
      }
    default: break
    }
    return (0xFFFD, 1)
  }
}
