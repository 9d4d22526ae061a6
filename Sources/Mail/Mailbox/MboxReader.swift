import Octets

/// Cuts a mailbox file (mboxo, mboxrd, mboxcl, mboxcl2; RFC 4155) into its messages.
///
/// A `From ` line separates two messages where it looks like one (`FromLine`), a header field follows, and a
/// blank line precedes it; without the blank line, which some programs forget, it must look exactly like
/// one. Where a Content-Length leads exactly to such a line or the end of the file, it is believed, and the
/// message holds whatever is in it (mboxcl2). Otherwise the quoting of `From ` lines (`>From `) is undone.
///
/// Messages are parts of the blocks that were read, not copies; what spans two blocks is copied once.
struct MboxReader {
  private let reader: BlockReader
  private let maximumSize: Int
  private var block: Bytes
  /// The block behind another reference count, for a few dozen messages each: so threads that work on messages do
  /// not contend for one with each other nor with this reader, and a message needs none of its own.
  private var shared: Bytes
  private var sharing = 0
  /// Where the block starts in the file.
  private var blockOffset: Int
  /// Where in the block the `From ` line of the next message starts.
  private var position: Int
  /// What ends the line above a separating one.
  private let lineEnd: UInt8
  /// Whether `>From ` stood in the message as far as it was searched for its end.
  private var mayBeQuoted = false

  /// How much must follow the start of a line to tell whether it separates messages.
  private static let lookAhead = FromLine.maximumLength + 200

  /// How many messages share a reference count.
  private static let maximumSharing = 64

  /// How far into a message its Content-Length is looked for.
  private static let maximumHeader = 64 << 10

  /// - Parameter block: The first block of the file, or from `offset` on.
  /// - Returns: nil where the block does not begin with a `From ` line.
  init?(_ reader: BlockReader, block: Bytes, offset: Int, limits: Limits) {
    guard let start = block.firstIndex(where: { !$0.isSpace }),
      start == 0 || block[start - 1] == 0x0A || block[start - 1] == 0x0D
    else { return nil }
    let end = block.endOfLine(from: start)
    guard FromLine.likeness(block[start..<end]) > .none else { return nil }
    self.reader = reader
    // Far above any mail, and far below where sums overflow.
    self.maximumSize = max(0, min(limits.messageSize, 1 << 40))
    self.block = block
    self.shared = block.detached()
    self.blockOffset = offset
    self.position = start
    let isFeed = block.behindLineEnd(at: end) > end + 1 || block[end..<end + 1] != "\r"
    self.lineEnd = isFeed ? 0x0A : 0x0D
  }

  mutating func next() throws(MailFailure) -> MailItem? {
    if position >= block.count {
      guard !reader.isAtEnd else { return nil }
      try extend()
      guard position < block.count else { return nil }
    }
    var searched = 5
    var hasExtended = false
    while true {
      if let end = nextSeparator(from: position + searched) {
        if let declared = declaredEnd(beyond: end) {
          if !reader.isAtEnd, !hasExtended, declared < position + reader.blockSize,
            declared + Self.lookAhead > block.count
          {
            hasExtended = true
            try extend()
            continue
          }
          if let next = separatorBehind(declared) {
            return take(from: messageStart, to: declared, next: next, isQuoted: false)
          }
        }
        return take(from: messageStart, to: end, next: end, isQuoted: true)
      }
      if reader.isAtEnd {
        return take(from: messageStart, to: block.count, next: block.count, isQuoted: true)
      }
      if block.count - position > maximumSize + Self.lookAhead { return try takeCut() }
      searched = max(searched, block.count - position - Self.lookAhead)
      try extend()
    }
  }

  // MARK: Messages

  /// Behind the `From ` line.
  private var messageStart: Int {
    block.behindLineEnd(at: block.endOfLine(from: position))
  }

  private mutating func take(from start: Int, to end: Int, next: Int, isQuoted: Bool) -> MailItem {
    if sharing == Self.maximumSharing { share() }
    sharing += 1
    var octets = shared[start..<max(start, end)]
    if isQuoted {
      octets = octets.withoutBlankLineAtEnd
      if mayBeQuoted { octets = MboxQuoting.undone(octets) }
    }
    mayBeQuoted = false
    let isCut = octets.count > maximumSize
    let item = MailItem(
      source: reader.source, offset: blockOffset + position, endOffset: blockOffset + next,
      octets: octets.prefix(maximumSize), isCut: isCut)
    position = next
    return item
  }

  private mutating func share() {
    shared = block.detached()
    sharing = 0
  }

  /// A message beyond the limit: its rest is read and forgotten.
  private mutating func takeCut() throws(MailFailure) -> MailItem {
    defer { mayBeQuoted = false }
    let start = messageStart
    let octets = shared[start..<start + maximumSize]
    let offset = blockOffset + position
    position = block.count - Self.lookAhead
    var searched = 0
    while true {
      if let next = nextSeparator(from: position + searched) {
        position = next
        break
      }
      if reader.isAtEnd {
        position = block.count
        break
      }
      position = max(position, block.count - Self.lookAhead)
      try extend()
      searched = 0
    }
    return MailItem(
      source: reader.source, offset: offset, endOffset: blockOffset + position,
      octets: MboxQuoting.undone(octets), isCut: true)
  }

  /// Reads on behind what has not been taken yet.
  private mutating func extend() throws(MailFailure) {
    let rest = block[position...]
    block = try reader.nextBlock(behind: rest)
    blockOffset += position
    position = 0
    share()
  }

  // MARK: Separators

  /// The next separating line behind `start`, as far as the block is enough to tell.
  private mutating func nextSeparator(from start: Int) -> Int? {
    var start = max(start, 1)
    while let found = block.position(of: "From ", from: start) {
      start = found + 1
      if block[found - 1] == 0x3E { mayBeQuoted = true }
      guard block[found - 1] == lineEnd else { continue }
      guard reader.isAtEnd || found + Self.lookAhead <= block.count else { return nil }
      if isSeparator(found) { return found }
    }
    return nil
  }

  private func isSeparator(_ line: Int) -> Bool {
    let end = block[0..<line + FromLine.maximumLength + 1].endOfLine(from: line)
    switch FromLine.likeness(block[line..<end]) {
    case .none: return false
    case .likely: return isBehindBlankLine(line) && fieldFollows(end)
    case .exact: return fieldFollows(end) || (isBehindBlankLine(line) && nothingFollows(end))
    }
  }

  private func isBehindBlankLine(_ line: Int) -> Bool {
    var before = line - 1
    if before > 0, block[before] == 0x0A, block[before - 1] == 0x0D { before -= 1 }
    return before > 0 && (block[before - 1] == 0x0A || block[before - 1] == 0x0D)
  }

  /// Whether the line behind the one that ends at `end` is a header field, or one more `From ` line, which
  /// some programs add.
  private func fieldFollows(_ end: Int) -> Bool {
    let start = block.behindLineEnd(at: end)
    var line = block[start..<start + 100]
    // Some editors and gateways leave a byte order mark above a header.
    if line.hasPrefix("\u{FEFF}") { line = line.dropFirst(3) }
    if line.hasPrefix(">From ") || line.hasPrefix("From ") { return true }
    let colon = line.endOfFieldName(from: 0)
    guard colon > 0, colon < line.count else { return false }
    return line[colon] == 0x3A || line[colon...].trimmed().first == 0x3A
  }

  /// Whether a message without a header follows, or none.
  private func nothingFollows(_ end: Int) -> Bool {
    let start = block.behindLineEnd(at: end)
    return start >= block.count || block.behindLineEnd(at: start) > start
  }

  // MARK: Content-Length

  /// The end of the message by its Content-Length, where that is behind `end`.
  private func declaredEnd(beyond end: Int) -> Int? {
    let start = messageStart
    let head = block[start..<min(max(start, end), start + Self.maximumHeader)]
    guard let headerEnd = endOfHeader(in: head),
      let field = head[..<headerEnd].position(ofFolded: "\ncontent-length:")
    else { return nil }
    let value = head[field + 16..<head.endOfLine(from: field + 1)].trimmed()
    guard let length = value.decimal, length <= maximumSize else { return nil }
    let declared = start + headerEnd + length
    return declared > end ? declared : nil
  }

  /// Behind the blank line that ends a header.
  private func endOfHeader(in head: Bytes) -> Int? {
    let first = head.endOfLine(from: 0)
    let endsInCRLF = head.behindLineEnd(at: first) - first == 2
    return endsInCRLF
      ? head.position(of: "\n\r\n").map { $0 + 3 } : head.position(of: "\n\n").map { $0 + 2 }
  }

  /// The separating line, or the end of the file, right behind `position`.
  private func separatorBehind(_ position: Int) -> Int? {
    guard position <= block.count else { return nil }
    var next = block.behindLineEnd(at: position)
    next = block.behindLineEnd(at: next)
    if next >= block.count { return reader.isAtEnd ? block.count : nil }
    guard next > position || block[..<position].last == 0x0A else { return nil }
    let line = block[next..<block[0..<next + FromLine.maximumLength + 1].endOfLine(from: next)]
    return FromLine.likeness(line) > .none ? next : nil
  }
}

extension Bytes {
  /// Without the blank line that a mailbox has between two messages.
  fileprivate var withoutBlankLineAtEnd: Bytes {
    var end = count
    if end > 0, self[end - 1] == 0x0A { end -= 1 }
    if end > 0, self[end - 1] == 0x0D { end -= 1 }
    guard end < count, end > 0, self[end - 1] == 0x0A || self[end - 1] == 0x0D else { return self }
    return self[0..<end]
  }
}
