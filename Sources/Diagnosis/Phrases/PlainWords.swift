// Safety argument: every position read is below the count of the buffer, which is asked first.

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
    func appendFolded(in text: UnsafeBufferPointer<UInt8>, to octets: inout [UInt8]) {
      for position in start..<end {
        let octet = text[position].lowercased
        if octet.isAlphanumeric { octets.append(octet) }
      }
    }
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// - Parameter text: Must outlive the words.
  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  @inline(__always)
  mutating func next() -> Word? {
    while position < text.count, !text[position].isAlphanumeric { position += 1 }
    guard position < text.count else { return nil }
    var start = position
    var hash = WordHash()
    while position < text.count {
      let octet = text[position]
      if octet.isLetter {
        hash.add(octet | 0x20)
      } else if octet.isDigit {
        hash.add(octet)
      } else if octet == 0x2D, isEmail(from: start) {
        // "e-mail" is "email".
      } else if octet == 0x27, position + 1 < text.count, text[position + 1].isLetter {
        if Elision.isElided(text[start..<position].map(\.lowercased)) {
          start = position + 1
          hash = WordHash()
        }
      } else {
        break
      }
      position += 1
    }
    return Word(
      hash: hash, start: start, end: position,
      isPrefix: position < text.count && text[position] == 0x2A)
  }

  /// Whether the hyphen at `position` is that of "e-mail".
  private func isEmail(from start: Int) -> Bool {
    guard position == start + 1, text.count - position > 4 else { return false }
    let word = (text[start], text[start + 2], text[start + 3], text[start + 4], text[start + 5])
    return (word.0 | 0x20, word.1 | 0x20, word.2 | 0x20, word.3 | 0x20, word.4 | 0x20)
      == (0x65, 0x6D, 0x61, 0x69, 0x6C)
  }
}
