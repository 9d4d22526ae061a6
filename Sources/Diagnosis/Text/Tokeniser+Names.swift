import Model
import Octets

/// Runs that are more than a word: codes, names, addresses, URLs.
extension Tokeniser {
  // MARK: Codes

  /// The reply code that a run of three digits is, by what stands around it: many numbers of three digits
  /// in these texts are none.
  func replyCode(_ start: Int, _ end: Int, atLineStart: Bool) -> ReplyCode? {
    guard !isPhrase, end - start == 3, !inURL, let value = text[start..<end].decimal,
      let reply = ReplyCode(rawValue: value), value < 300 || value >= 400
    else { return nil }
    // In brackets or behind a sign it is a vendor's code: `[405]`, `(#421)`.
    let before = start > 0 ? text[start - 1] : 0x20
    let next = end < text.count ? text[end] : 0x20
    guard next != 0x5D, next != 0x29 else { return nil }
    if atLineStart, value >= 400 || next == 0x20 || next == 0x2D { return reply }
    if isAmongFirstReplies(reply) { return reply }
    guard value >= 400 else { return nil }
    if let last = tokens.last, last.isCode, Int(last.end) >= start - 2 { return reply }
    if next == 0x20 || next == 0x2D,
      EnhancedStatus.scan(text, at: end + 1) != nil
        || end + 1 < text.count && text[end + 1] == 0x23
          && EnhancedStatus.scan(text, at: end + 2) != nil
    {
      return reply
    }
    var position = start - 1
    while position >= 0, text[position] == 0x20 { position -= 1 }
    guard position >= 0, position < start - 1 || before == 0x27 || before == 0x3A else {
      return nil
    }
    switch text[position] {
    // "said: 550", "(reply: 550", "<user@host>... 550"
    case 0x3A, 0x27, 0x22: return reply
    case 0x2E where position > 1 && text[position - 1] == 0x2E: return reply
    default: break
    }
    return previousWordAnnouncesCode() ? reply : nil
  }

  /// Whether what begins at `start` is quoted: behind a colon, an ellipsis, an arrow, in quotation marks.
  func isQuoted(_ start: Int) -> Bool {
    var position = start - 1
    while position >= 0, text[position].isSpace { position -= 1 }
    guard position > 0 else { return false }
    switch text[position] {
    case 0x3A, 0x27, 0x22: return true
    case 0x2E: return text[position - 1] == 0x2E
    case 0x3E: return text[position - 1] == 0x2D
    default: return false
    }
  }

  private func previousWordAnnouncesCode() -> Bool {
    guard let last = tokens.last, last.kind == .word else { return false }
    let word = text[Int(last.start)..<Int(last.end)]
    return word.equalsFolded("error") || word.equalsFolded("smtp") || word.equalsFolded("code")
      || word.equalsFolded("said") || word.equalsFolded("response") || word.equalsFolded("reply")
      || word.equalsFolded("status") || word.equalsFolded("returned")
  }

  // MARK: Pieces

  /// A run of ASCII with dots, colons, hyphens and the like in it.
  ///
  /// - Parameter seen: What may stand in it.
  mutating func readPieces(
    _ start: Int, _ end: Int, _ seen: OctetClass = .parting, atLineStart: Bool
  ) {
    if seen.contains(.colon) {
      if let length = ipv6Length(start, end) {
        append(.ip, start, start + length)
        span(.ip, start, start + length)
        return
      }
      if isClockTime(start, end) {
        span(.time, start, end)
        append(.number, start, end)
        return
      }
    }
    let classes = OctetClass.table
    var position = start
    while position < end {
      let pieceStart = position
      while position < end, classes[Int(text[position])].isDisjoint(with: .parting) {
        // "User unknown...Please" is two pieces.
        if text[position] == 0x2E, position + 1 < end, text[position + 1] == 0x2E { break }
        position += 1
      }
      readPiece(pieceStart, position, atLineStart: atLineStart && pieceStart == start)
      position += 1
    }
  }

  /// Letters, digits, dots, hyphens, underscores, apostrophes.
  private mutating func readPiece(_ from: Int, _ to: Int, atLineStart: Bool) {
    var start = from
    var end = to
    while start < end, text[start] == 0x2E || text[start] == 0x2D { start += 1 }
    while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    guard start < end else {
      // An arrow or a run of dashes; "->" leads to an inner reply.
      if to > from, to < text.count, text[to] == 0x3E, text[to - 1] == 0x2D {
        folded = Array("->".utf8)
        append(.word, from, to + 1, Self.arrow, vocabulary.lookUp(Self.arrow) ?? Vocabulary.unknown)
      }
      return
    }
    // "550-5.7.1" and "550-Mailbox".
    while end - start > 4, text[start + 3] == 0x2D,
      let reply = replyCode(start, start + 3, atLineStart: atLineStart)
    {
      appendReply(reply, start, start + 3)
      start += 4
    }
    if text[start..<end].contains(0x2E) {
      readDotted(start, end)
    } else if end - start == 3, text[start..<end].decimal != nil,
      from == start || text[start - 1] == 0x2D,
      let reply = replyCode(start, end, atLineStart: atLineStart)
    {
      appendReply(reply, start, end)
    } else {
      readHyphenated(start, end)
    }
  }
  static let arrow = WordHash.of("->".utf8)

  mutating func readHyphenated(_ start: Int, _ end: Int) {
    var position = start
    while position < end {
      var word = LeadingWord(start: position)
      while position < end, word.take(text[position]) { position += 1 }
      word.end = position
      if isPhrase || position < end && text[position] == 0x27 {
        while position < end, text[position].isAlphanumeric || text[position] == 0x27 {
          position += 1
        }
        if position > word.start { readWord(word.start, position) }
      } else if word.length > 0 {
        readWord(word)
      }
      position += 1
    }
  }

  // MARK: Dotted runs

  private mutating func readDotted(_ start: Int, _ end: Int) {
    guard (start..<end).contains(where: { text[$0].isLetter }) else {
      readDottedNumbers(start, end)
      return
    }
    if let (hash, word) = name(start, end) {
      append(.name, start, end, hash, word)
      span(.name, start, end)
      return
    }
    var position = start
    while position < end {
      let labelStart = position
      while position < end, text[position] != 0x2E { position += 1 }
      readHyphenated(labelStart, position)
      position += 1
    }
  }

  private mutating func readDottedNumbers(_ start: Int, _ end: Int) {
    if !isPhrase, !inURL, let (status, behind) = EnhancedStatus.scan(text, at: start), behind == end
    {
      tokens.append(Token(status, start: start, end: end))
    } else if isIPv4(start, end) {
      append(.ip, start, end)
      span(.ip, start, end)
    } else {
      append(.number, start, end)
      span(.number, start, end)
    }
  }

  private func isIPv4(_ start: Int, _ end: Int) -> Bool {
    var value = 0
    var digits = 0
    var dots = 0
    for position in start..<end {
      if text[position] == 0x2E {
        guard digits > 0, dots < 3 else { return false }
        dots += 1
        value = 0
        digits = 0
      } else {
        guard text[position].isDigit, digits < 3 else { return false }
        value = value * 10 + Int(text[position] - 0x30)
        digits += 1
        guard value < 256 else { return false }
      }
    }
    return digits > 0 && dots == 3
  }

  /// The length of the IPv6 address that a run begins with.
  private func ipv6Length(_ start: Int, _ end: Int) -> Int? {
    var colons = 0
    var groups = 0
    var position = start
    while position < end {
      let octet = text[position]
      if octet == 0x3A {
        colons += 1
      } else if octet == 0x2E {
        // An IPv4 tail.
      } else if octet.hexDigit != nil {
        if position == start || text[position - 1] == 0x3A { groups += 1 }
      } else {
        return nil
      }
      position += 1
    }
    while position > start, text[position - 1] == 0x3A, position - 2 >= start,
      text[position - 2] != 0x3A
    {
      position -= 1
      colons -= 1
    }
    let run = text[start..<position]
    let isShortened = run.contains("::")
    guard colons >= 2, colons <= 7, groups >= 1, isShortened || colons >= 6 else { return nil }
    return position - start
  }

  /// `14:30`, `00:05:00`.
  private func isClockTime(_ start: Int, _ end: Int) -> Bool {
    var colons = 0
    for position in start..<end {
      if text[position] == 0x3A { colons += 1 } else if !text[position].isDigit { return false }
    }
    return colons >= 1 && colons <= 2 && text[end - 1] != 0x3A && text[start] != 0x3A
  }

  // MARK: Names

  /// What a dotted name is known as; nil where the run is no name but two sentences without a space
  /// between them ("inactive.Please").
  private func name(_ start: Int, _ end: Int) -> (WordHash, UInt32)? {
    // RFC 1035 section 2.3.4: names have at most 255 octets.
    guard end - start < 256 else { return nil }
    var whole: WordHash?
    var known: UInt32?
    var labelStart = start
    var wordsOnly = true
    while true {
      var hash = WordHash()
      var labelEnd = labelStart
      while labelEnd < end, text[labelEnd] != 0x2E {
        hash.add(text[labelEnd].lowercased)
        labelEnd += 1
      }
      guard labelEnd > labelStart else { return nil }
      if wordsOnly { wordsOnly = vocabulary.lookUp(hash) != nil }
      if labelEnd == end { break }
      if known == nil {
        // The longest known suffix of whole labels counts.
        for position in labelEnd..<end { hash.add(text[position].lowercased) }
        known = vocabulary.lookUp(hash)
        whole = whole ?? hash
      }
      // A capital letter behind a full stop begins a sentence, where the word before is in small letters.
      if labelEnd + 2 < end, text[labelEnd - 1].isLowercaseLetter,
        text[labelEnd + 1].isUppercaseLetter, text[labelEnd + 2].isLowercaseLetter
      {
        return nil
      }
      labelStart = labelEnd + 1
    }
    let top = text[labelStart..<end]
    guard let whole, top.count >= 2, top.first?.isLetter == true, top.last?.isLetter == true else {
      return nil
    }
    if let known { return (whole, known) }
    return wordsOnly && top.count > 3 ? nil : (whole, Vocabulary.unknown)
  }

  // MARK: Addresses and URLs

  mutating func readAroundAt(_ start: Int, _ end: Int) {
    guard let at = text.firstIndex(of: 0x40, from: start), at < end else { return }
    var domainEnd = at + 1
    while domainEnd < end,
      text[domainEnd].isAlphanumeric || text[domainEnd] == 0x2D || text[domainEnd] >= 0x80
        || text[domainEnd] == 0x2A || text[domainEnd] == 0x5F
        || text[domainEnd] == 0x2E && domainEnd + 1 < end && text[domainEnd + 1] != 0x2E
    {
      domainEnd += 1
    }
    var localStart = at
    while localStart > start, text[localStart - 1] != 0x3A, text[localStart - 1] != 0x2F {
      localStart -= 1
    }
    while localStart < at, text[localStart] == 0x2E || text[localStart] == 0x23 { localStart += 1 }
    guard localStart < at, domainEnd > at + 1 else {
      readPieces(start, at, atLineStart: false)
      readPieces(at + 1, end, atLineStart: false)
      return
    }
    if localStart > start { readPieces(start, localStart, atLineStart: false) }
    append(.address, localStart, domainEnd)
    span(.address, localStart, domainEnd)
    runIsIdentifier = false
    if domainEnd < end { readPieces(domainEnd, end, atLineStart: false) }
  }

  /// Where a run's `http://` or `https://` begins.
  func position(ofSchemeIn start: Int, _ end: Int) -> Int? {
    let run = text[start..<end]
    guard let colon = run.position(of: "://") else { return nil }
    var position = colon
    while position > 0, run[position - 1].isLetter { position -= 1 }
    return position < colon ? start + position : nil
  }

  mutating func readURL(_ start: Int, _ runEnd: Int, before: Int) {
    if start > before { readPieces(before, start, atLineStart: false) }
    var end = runEnd
    while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x3A { end -= 1 }
    span(.url, start, end)
    inURL = true
    readPieces(start, end, atLineStart: false)
    inURL = false
    runIsIdentifier = false
  }
}
