import Octets

/// The lines that delimit the parts of a multipart (RFC 2046 section 5.1.1), found by searching for the
/// boundary itself: the lines of the parts are not looked at one by one.
struct Delimiters {
  struct Delimiter {
    /// Where the line end before the delimiter starts: it belongs to the delimiter.
    var start: Int
    /// Behind the delimiter's own line end.
    var end: Int
    /// The one behind the last part, with `--` at its end.
    var isClosing: Bool
  }

  private let bytes: Bytes
  private let boundary: Bytes
  private var position = 0

  init(of boundary: Bytes, in bytes: Bytes) {
    self.bytes = bytes
    self.boundary = boundary
  }

  mutating func next() -> Delimiter? {
    guard !boundary.isEmpty else { return nil }
    while let found = bytes.position(of: boundary, from: max(position, 2)) {
      position = found + 1
      guard bytes[found - 1] == 0x2D, bytes[found - 2] == 0x2D, startsLine(found - 2) else {
        continue
      }
      var end = found + boundary.count
      let isClosing = bytes[end..<end + 2] == "--"
      if isClosing { end += 2 }
      guard let next = restOfLine(end) else { continue }
      position = next
      return Delimiter(start: endOfLine(before: found - 2), end: next, isClosing: isClosing)
    }
    position = bytes.count
    return nil
  }

  private func startsLine(_ position: Int) -> Bool {
    position == 0 || bytes[position - 1] == 0x0A || bytes[position - 1] == 0x0D
  }

  /// Behind the line's end, where nothing but white space precedes it.
  private func restOfLine(_ start: Int) -> Int? {
    var position = start
    while position < bytes.count, bytes[position].isBlank { position += 1 }
    let next = bytes.behindLineEnd(at: position)
    return next > position || next == bytes.count ? next : nil
  }

  private func endOfLine(before start: Int) -> Int {
    var position = start
    if position > 0, bytes[position - 1] == 0x0A { position -= 1 }
    if position > 0, bytes[position - 1] == 0x0D { position -= 1 }
    return position
  }
}

extension Delimiters {
  /// A boundary read off the body: the first line of the form `--…` with a `Content-` field on the next.
  ///
  /// Mail systems have lost the boundary from the header, cut it, quoted it wrongly or named another one.
  static func boundary(usedIn body: Bytes) -> Bytes? {
    var lines = body.lines
    var candidate: Range<Int>?
    while let line = lines.nextRange() {
      if let candidate, body[line].hasPrefixFolded("content-"), body[line].contains(0x3A) {
        return body[candidate]
      }
      candidate = nil
      guard body[line].hasPrefix("--") else { continue }
      let boundary = body[line.lowerBound + 2..<line.upperBound]
      // Not the `-- ` above a signature.
      if let first = boundary.first, !first.isBlank {
        candidate = line.lowerBound + 2..<line.lowerBound + 2 + boundary.trimmed().count
      }
    }
    return nil
  }
}
