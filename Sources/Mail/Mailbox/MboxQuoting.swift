import Octets

/// `From ` lines of a message as a mailbox has them: with one `>` in front (mboxrd).
///
/// mboxo quotes only lines without a `>`, so that one that had it loses it here; nobody can tell.
enum MboxQuoting {
  /// The message without the quoting; a copy only where there is some.
  static func undone(_ message: Bytes) -> Bytes {
    guard var quoted = quotedLine(in: message, from: 0) else { return message }
    var result = ByteBuilder(capacity: message.count)
    var start = 0
    while true {
      result.append(message[start..<quoted])
      start = quoted + 1
      guard let next = quotedLine(in: message, from: start) else { break }
      quoted = next
    }
    result.append(message[start...])
    return result.finish()
  }

  /// The start of the next line that consists of `>` once or more, `From ` and whatever follows.
  private static func quotedLine(in message: Bytes, from start: Int) -> Int? {
    var position = start
    while let found = message.position(of: ">From ", from: position) {
      var line = found
      while line > start, message[line - 1] == 0x3E { line -= 1 }
      if line == 0 || message[line - 1] == 0x0A || message[line - 1] == 0x0D { return line }
      position = found + 1
    }
    return nil
  }
}
