import Octets

/// Addresses and URLs in scripts without spaces between words, which stand right between their characters:
/// "地址lisi@example.com不存在".
extension Tokeniser {
  /// A run with an at sign and characters beyond ASCII in it.
  mutating func readAmongWideWords(_ start: Int, _ end: Int) {
    var position = start
    while position < end, let at = text.firstIndex(of: 0x40, from: position), at < end {
      let localStart = localPartStart(position, at)
      let domainEnd = foreignStart(at + 1, end)
      if localStart > position { readWideWords(position, localStart) }
      readAroundAt(localStart, domainEnd)
      position = domainEnd
    }
    if position < end { readWideWords(position, end) }
  }

  /// A run with a URL and characters beyond ASCII in it.
  mutating func readURLAmongWideWords(_ scheme: Int, _ end: Int, before start: Int) {
    let urlEnd = foreignStart(scheme, end)
    if scheme > start { readWideWords(start, scheme) }
    readURL(scheme, urlEnd, before: scheme)
    if urlEnd < end { readWideWords(urlEnd, end) }
  }

  /// Where the local part before an at sign begins. One that ends in such a character is written in them
  /// (RFC 6531 section 3.3); else it begins behind the last of them.
  private func localPartStart(_ start: Int, _ at: Int) -> Int {
    var begin = start
    var position = start
    var isIdeograph = false
    var separatorEnd = start
    while position < at {
      guard text[position] >= 0x80 else {
        isIdeograph = false
        position += 1
        continue
      }
      let (scalar, length) = text.scalar(at: position)
      position += length
      isIdeograph = false
      switch Folding.fold(scalar) {
      case .ideograph:
        isIdeograph = true
        begin = position
      case .separator:
        separatorEnd = position
        begin = position
      default: break
      }
    }
    return min(isIdeograph ? separatorEnd : begin, at)
  }

  /// Where what is written in ASCII or letters gives way to a script without spaces. A label that such a
  /// script begins is one of the name (RFC 5890 section 2.3.2.1).
  private func foreignStart(_ start: Int, _ end: Int) -> Int {
    var position = start
    var isOfName = true
    while position < end {
      let octet = text[position]
      guard octet >= 0x80 else {
        isOfName = octet == 0x2E
        position += 1
        continue
      }
      let (scalar, length) = text.scalar(at: position)
      switch Folding.fold(scalar) {
      case .separator: return position
      case .ideograph where !isOfName: return position
      default: break
      }
      position = min(position + length, end)
    }
    return end
  }
}
