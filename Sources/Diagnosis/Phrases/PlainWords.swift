import Octets

/// The words of a phrase that has nothing but ASCII letters, digits and signs that part words. They are
/// those that `Tokeniser` cuts; this is the short way, since all phrases are read whenever the program
/// starts.
struct PlainWords {
  struct Word {
    var hash: WordHash
    var start: Int
    var end: Int
    /// Whether `*` stands behind it.
    var isPrefix: Bool

    /// Appends the octets that the hash is over.
    func appendFolded(in text: Bytes, to octets: inout [UInt8]) {
      for position in start..<end {
        let octet = text[position].lowercased
        if octet.isAlphanumeric { octets.append(octet) }
      }
    }
  }

  private let text: Bytes
  private var position = 0

  init(_ text: Bytes) { self.text = text }

  /// Whether a text can be read so.
  static func suffice(for text: Bytes) -> Bool {
    for position in 0..<text.count where isHard(text[position]) { return false }
    return true
  }

  /// Whether an octet asks for the tokeniser: dots, addresses and characters beyond ASCII do.
  @inline(__always)
  static func isHard(_ octet: UInt8) -> Bool {
    octet >= 0x80 || octet == 0x2E || octet == 0x40 || octet == 0x3A || octet == 0x3E
  }

  mutating func next() -> Word? {
    while position < text.count, !text[position].isAlphanumeric { position += 1 }
    guard position < text.count else { return nil }
    var start = position
    var hash = WordHash()
    while position < text.count {
      let octet = text[position]
      if octet.isAlphanumeric {
        hash.add(octet.lowercased)
      } else if octet != 0x27 || position + 1 >= text.count || !text[position + 1].isLetter {
        // "e-mail" is "email".
        guard octet == 0x2D, position == start + 1, text[start].lowercased == 0x65,
          text[(position + 1)...].hasPrefixFolded("mail")
        else { break }
      } else if Elision.isElided(text[start..<position].lowercased().array) {
        start = position + 1
        hash = WordHash()
      }
      position += 1
    }
    return Word(
      hash: hash, start: start, end: position,
      isPrefix: position < text.count && text[position] == 0x2A)
  }
}
