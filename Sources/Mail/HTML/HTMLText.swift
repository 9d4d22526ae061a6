import Octets

/// The words of an HTML text, as a person would read them.
///
/// Tags go; those that begin a new line on the screen leave a line end, cells of a table a tab. White space
/// is collapsed but in `pre`. Scripts, styles, comments and the title are dropped, character references
/// (HTML section 13.5) decoded. A `<` that starts no tag, as in an address in angle brackets that nobody
/// escaped, stays.
public enum HTMLText {
  /// - Parameter html: In UTF-8. Any octets; what is not closed is taken as text.
  /// - Returns: UTF-8 with LF as line end.
  public static func plain(_ html: Bytes) -> Bytes {
    var reader = HTMLReader(html)
    reader.run()
    return reader.finish()
  }
}

private struct HTMLReader: ~Copyable {
  private let html: Bytes
  private var position = 0
  private var text: HTMLTextBuilder
  // Searches that have failed once fail ever after: remembered, so that hostile HTML costs no more than other.
  private var commentsEnd = true
  private var tagsEnd = true
  private var quotesEnd = true
  private var unclosed: [HTMLElement.Hidden] = []

  init(_ html: Bytes) {
    self.html = html
    self.text = HTMLTextBuilder(capacity: html.count / 2)
  }

  consuming func finish() -> Bytes { text.finish() }

  mutating func run() {
    while position < html.count {
      switch html[position] {
      case 0x3C: readMarkup()
      case 0x26: readReference()
      default:
        let end =
          html.firstIndex(from: position) { $0 == 0x3C || $0 == 0x26 } ?? html.count
        text.append(html[position..<end])
        position = end
      }
    }
  }

  // MARK: Markup

  private mutating func readMarkup() {
    let rest = html[position + 1..<position + 4]
    switch rest.first {
    case 0x21, 0x3F:
      if rest == "!--" { skipComment() } else { skipDeclaration() }
    case 0x2F: readTag(nameStart: position + 2)
    default: readTag(nameStart: position + 1)
    }
  }

  private mutating func takeLiterally() {
    text.append(html[position..<position + 1])
    position += 1
  }

  private mutating func skipComment() {
    if commentsEnd, let end = html.position(of: "-->", from: position + 4) {
      position = end + 3
    } else {
      commentsEnd = false
      skipDeclaration()
    }
  }

  private mutating func skipDeclaration() {
    guard let end = endOfTag(from: position + 1) else { return takeLiterally() }
    position = end
  }

  private mutating func readTag(nameStart: Int) {
    var nameEnd = nameStart
    while nameEnd < html.count, html[nameEnd].isAlphanumeric { nameEnd += 1 }
    // Behind a name only these can follow; an address or a message id is no tag.
    guard nameEnd > nameStart, nameEnd < html.count, html[nameStart].isLetter,
      html[nameEnd].isSpace || html[nameEnd] == 0x3E || html[nameEnd] == 0x2F
        || html[nameEnd] == 0x3A,
      let end = endOfTag(from: nameEnd)
    else { return takeLiterally() }
    let name = html[nameStart..<nameEnd]
    position = end
    let isClosing = nameStart > 0 && html[nameStart - 1] == 0x2F
    if !isClosing, let hidden = HTMLElement.Hidden(name) {
      skipContent(of: hidden)
      return
    }
    switch HTMLElement.layout(name) {
    case .inline: break
    case .line: text.endLine()
    case .paragraph: text.endParagraph()
    case .cell: text.endCell()
    case .lineBreak: text.breakLine()
    case .preformatted:
      text.endLine()
      text.isPreformatted = !isClosing
    }
  }

  private mutating func skipContent(of hidden: HTMLElement.Hidden) {
    guard !unclosed.contains(hidden) else { return }
    if let end = html.position(ofFolded: hidden.endTag, from: position) {
      position = end
    } else {
      unclosed.append(hidden)
    }
  }

  /// Behind the `>` that ends the tag, one in a quoted attribute aside.
  private mutating func endOfTag(from start: Int) -> Int? {
    guard tagsEnd else { return nil }
    if quotesEnd {
      if let end = endOfTag(withQuotesFrom: start) { return end }
      quotesEnd = false
    }
    guard let end = html.firstIndex(of: 0x3E, from: start) else {
      tagsEnd = false
      return nil
    }
    return end + 1
  }

  private func endOfTag(withQuotesFrom start: Int) -> Int? {
    var at = start
    while let next = html.firstIndex(from: at, where: { $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) {
      if html[next] == 0x3E { return next + 1 }
      at = next + 1
      // Only as the value of an attribute are quotes quotes.
      guard next > 0, html[next - 1] == 0x3D else { continue }
      guard let closing = html.firstIndex(of: html[next], from: at) else { return nil }
      at = closing + 1
    }
    return nil
  }

  // MARK: Character references

  private mutating func readReference() {
    guard let (scalar, end) = HTMLReference.scalar(in: html, at: position) else {
      return takeLiterally()
    }
    position = end
    text.append(scalar)
  }
}
