import Octets

/// The lines that delimit the parts of a multipart (RFC 2046 section 5.1.1). Only lines that begin with two
/// hyphens are looked at, and of these no more than the boundary; so a boundary made to match almost
/// everywhere costs no more than another.
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
    while let line = bytes.hyphenLine(from: position) {
      position = line + 2
      if let delimiter = delimiter(at: line) { return delimiter }
    }
    position = bytes.count
    return nil
  }

  private func delimiter(at line: Int) -> Delimiter? {
    var end = line + 2 + boundary.count
    guard bytes[line + 2..<end] == boundary else { return nil }
    let isClosing = bytes[end..<end + 2] == "--"
    if isClosing { end += 2 }
    guard let next = restOfLine(end) else { return nil }
    return Delimiter(start: endOfLine(before: line), end: next, isClosing: isClosing)
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
    var position = 0
    while let line = body.hyphenLine(from: position) {
      let end = body.endOfLine(from: line)
      position = end
      let boundary = body[line + 2..<end]
      // Not the `-- ` above a signature.
      guard let first = boundary.first, !first.isBlank else { continue }
      let next = body[body.behindLineEnd(at: end)...]
      if next.hasPrefixFolded("content-"), next[..<next.endOfLine(from: 0)].contains(0x3A) {
        return body[line + 2..<line + 2 + boundary.trimmed().count]
      }
    }
    return nil
  }
}
