import Octets

/// What a server said, with its line ends and runs of spaces folded.
enum OneLine {
  static func of(_ said: String) -> String {
    var said = said
    var line: [UInt8] = []
    said.withUTF8 { append($0, to: &line) }
    return String(decoding: line, as: UTF8.self)
  }

  static func append(_ said: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    let (space, tab) = (UInt8(ascii: " "), UInt8(ascii: "\t"))
    // Most texts are one line already.
    if said.firstIndex(ofAny: 0x0A, 0x0D, tab, tab) == nil, !said.contains(space, then: space),
      said.first != space, said.last != space
    {
      text.append(contentsOf: said)
      return
    }
    // Appended piece by piece: up to each place where something is folded.
    let start = text.count
    var position = 0
    while position < said.count {
      let piece = position
      while position < said.count, !isFolded(said, at: position) { position += 1 }
      if position > piece {
        if text.count > start { text.append(space) }
        text.append(contentsOf: said[piece..<position])
      }
      while position < said.count, isBlank(said[position]) { position += 1 }
    }
  }

  /// Whether a piece ends here: before a line end, and before spaces that are not one space between words.
  private static func isFolded(_ said: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    guard isBlank(said[position]) else { return false }
    guard said[position] == UInt8(ascii: " "), position > 0, position + 1 < said.count else {
      return true
    }
    return isBlank(said[position + 1])
  }

  private static func isBlank(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || octet == 0x0A || octet == 0x0D || octet == UInt8(ascii: "\t")
  }
}
