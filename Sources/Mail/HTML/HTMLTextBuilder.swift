import Octets

/// Text with its white space collapsed as HTML has it.
struct HTMLTextBuilder: ~Copyable {
  private var text: ByteBuilder
  private var isSpacePending = false
  private var isTabPending = false
  /// Line ends to be written before the next word.
  private var linesPending = 0
  /// In `pre`: white space is kept.
  var isPreformatted = false

  init(capacity: Int) {
    text = ByteBuilder(capacity: capacity)
  }

  consuming func finish() -> Bytes { text.finish() }

  mutating func append(_ octets: Bytes) {
    guard !isPreformatted else { return appendPreformatted(octets) }
    var position = 0
    while position < octets.count {
      let start = position
      while position < octets.count, !octets[position].isSpace { position += 1 }
      if position > start {
        flush()
        text.append(octets[start..<position])
      }
      if position < octets.count { isSpacePending = true }
      while position < octets.count, octets[position].isSpace { position += 1 }
    }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    // The soft hyphen is seen only where a line is broken at it.
    case "\u{AD}": break
    // Spaces of every width are one to whoever searches the text.
    case " ", "\t", "\n", "\r", "\u{A0}": isSpacePending = true
    default:
      flush()
      text.append(scalar: scalar)
    }
  }

  mutating func endLine() { linesPending = max(linesPending, 1) }
  mutating func endParagraph() { linesPending = max(linesPending, 2) }
  mutating func breakLine() { linesPending = min(linesPending + 1, 2) }
  mutating func endCell() { isTabPending = true }

  private mutating func appendPreformatted(_ octets: Bytes) {
    guard !octets.isEmpty else { return }
    flush()
    var position = 0
    while let end = octets.firstIndex(of: 0x0D, from: position) {
      text.append(octets[position..<end])
      position = octets.behindLineEnd(at: end)
      text.append(0x0A)
    }
    text.append(octets[position...])
  }

  /// What separates the next word from the last one; nothing at the start of the text or of a line.
  private mutating func flush() {
    if !text.isEmpty {
      if linesPending > 0 {
        for _ in 0..<linesPending { text.append(0x0A) }
      } else if text.last != 0x0A {
        if isTabPending { text.append(0x09) } else if isSpacePending { text.append(0x20) }
      }
    }
    linesPending = 0
    isTabPending = false
    isSpacePending = false
  }
}
