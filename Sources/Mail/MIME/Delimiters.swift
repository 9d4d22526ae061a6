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
  /// Where the next lines that begin with two hyphens start, behind LF and behind CR; the end where
  /// there is none.
  private var behindFeed: Int
  private var behindReturn: Int

  init(of boundary: Bytes, in bytes: Bytes) {
    self.bytes = bytes
    self.boundary = boundary
    behindFeed = 0
    behindReturn = bytes.count
    guard !boundary.isEmpty else {
      behindFeed = bytes.count
      return
    }
    behindReturn = line(behind: "\r--", from: 0)
    if !bytes.hasPrefix("--") { behindFeed = line(behind: "\n--", from: 0) }
  }

  mutating func next() -> Delimiter? {
    while true {
      let line = min(behindFeed, behindReturn)
      guard line < bytes.count else { return nil }
      if line == behindFeed {
        behindFeed = self.line(behind: "\n--", from: line)
      } else {
        behindReturn = self.line(behind: "\r--", from: line)
      }
      if let delimiter = delimiter(at: line) { return delimiter }
    }
  }

  private func line(behind end: StaticString, from start: Int) -> Int {
    bytes.position(of: end, from: start).map { $0 + 1 } ?? bytes.count
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
