import Octets

/// Finds the fields of a header and where the body starts. One pass, any octets.
///
/// What is tolerated: line ends of any kind, mixed; white space before the colon (RFC 5322 section
/// 4.5.8); the `From ` line of a mailbox; lines that are no field among those that are, which belong to the
/// field above them, as where a mail system wrapped a line and forgot the white space.
struct HeaderParser {
  /// What the octets are, which decides what may stand before the first field.
  enum Place {
    /// A whole message: blank lines may stand before its header.
    case message
    /// A part of a multipart: a blank line at once means that it has no header.
    case part
    /// Known to be fields up to the next blank line, as in a delivery status.
    case block
  }

  struct Result {
    /// Which of the positions are those of its fields.
    var fields: Range<Int>
    var bodyStart: Int
    /// Whether fields were passed over because of a limit.
    var isCut: Bool
  }

  private let bytes: Bytes
  private let place: Place
  private let maximumFields: Int
  private let maximumEnd: Int

  /// - Parameter index: The positions of the fields are added to it.
  static func parse(
    _ bytes: Bytes, from start: Int = 0, place: Place, limits: Limits,
    into index: inout [FieldPosition]
  ) -> Result {
    let parser = HeaderParser(bytes, start, place, limits)
    return parser.run(from: parser.startOfHeader(max(start, 0)), &index)
  }

  private init(_ bytes: Bytes, _ start: Int, _ place: Place, _ limits: Limits) {
    self.bytes = bytes
    self.place = place
    self.maximumFields = limits.headerFields
    // Positions are kept in 32 bits.
    self.maximumEnd = min(start + min(max(0, limits.headerSize), 1 << 40), Int(UInt32.max))
  }

  private func run(from start: Int, _ index: inout [FieldPosition]) -> Result {
    let first = index.count
    var position = start
    // Whether the field that the last line belongs to is in `index`.
    var isOpen = false
    var isCut = false
    while position < bytes.count {
      let start = position
      var end: Int
      if !bytes[start].isBlank, let (nameEnd, colon) = endOfName(start) {
        end = bytes.endOfLine(from: colon)
        isOpen = index.count - first < maximumFields && end <= maximumEnd
        if isOpen {
          index.append(
            FieldPosition(
              name: start..<nameEnd, first: bytes[start], last: bytes[nameEnd - 1],
              value: colon + 1..<end))
        } else {
          isCut = true
        }
      } else {
        end = bytes.endOfLine(from: start)
        switch meaning(of: start..<end, hasFields: index.count > first) {
        case .continuation where !isOpen: break
        case .continuation where end <= maximumEnd:
          index[index.count - 1].valueEnd = UInt32(truncatingIfNeeded: end)
        case .continuation:
          isOpen = false
          isCut = true
        case .nothing: break
        case .endOfHeader(let bodyStart):
          return Result(fields: first..<index.count, bodyStart: bodyStart, isCut: isCut)
        }
      }
      position = bytes.behindLineEnd(at: end)
    }
    return Result(fields: first..<index.count, bodyStart: bytes.count, isCut: isCut)
  }

  /// Where the field name at the start of a line ends, and its colon (RFC 5322 section 2.2); nil where there is none.
  private func endOfName(_ start: Int) -> (name: Int, colon: Int)? {
    let end = bytes.endOfFieldName(from: start)
    guard end > start, end < bytes.count else { return nil }
    if bytes[end] == 0x3A { return (end, end) }
    guard let colon = bytes.firstIndex(from: end, where: { !$0.isBlank }), bytes[colon] == 0x3A
    else { return nil }
    return (end, colon)
  }

  // MARK: Lines that are no field

  private enum Meaning {
    /// It belongs to the field above it.
    case continuation
    case nothing
    case endOfHeader(bodyStart: Int)
  }

  private func meaning(of line: Range<Int>, hasFields: Bool) -> Meaning {
    if !line.isEmpty, bytes[line.lowerBound].isBlank, !isBlank(line) { return .continuation }
    return rareMeaning(of: line, hasFields: hasFields)
  }

  // Not inlined, so that what is rare takes no registers from what is done for every line.
  @inline(never)
  private func rareMeaning(of line: Range<Int>, hasFields: Bool) -> Meaning {
    let next = bytes.behindLineEnd(at: line.upperBound)
    guard !line.isEmpty else { return .endOfHeader(bodyStart: next) }
    if bytes[line.lowerBound].isBlank {
      // A line of white space alone is a continuation (RFC 5322 section 4.2) as long as the header goes on
      // behind it; some programs end their header with it.
      return goesOn(from: next, atMost: 1, hasFields: hasFields)
        ? .continuation : .endOfHeader(bodyStart: next)
    }
    guard place == .block || goesOn(from: next, atMost: 3, hasFields: hasFields) else {
      return .endOfHeader(bodyStart: line.lowerBound)
    }
    return isMailboxLine(line) ? .nothing : .continuation
  }

  private func isBlank(_ line: Range<Int>) -> Bool {
    bytes.firstIndex(from: line.lowerBound) { !$0.isBlank } ?? line.upperBound >= line.upperBound
  }

  /// `From ` as a mailbox has it above each message, also quoted (`>From `).
  private func isMailboxLine(_ line: Range<Int>) -> Bool {
    let text = bytes[line]
    return text.hasPrefix("From ") || text.hasPrefix(">From ")
  }

  /// Whether it is such a line and no text: it has a date, or a header follows.
  private func separates(_ line: Range<Int>, _ behind: Lines) -> Bool {
    let text = bytes[line]
    if FromLine.likeness(text.first == 0x3E ? text.dropFirst() : text) > .none { return true }
    var ahead = behind
    guard let next = ahead.nextRange() else { return false }
    return isPlausibleField(next) || isMailboxLine(next)
  }

  /// Whether the header goes on after at most `count` more lines that are no field.
  private func goesOn(from start: Int, atMost count: Int, hasFields: Bool) -> Bool {
    var ahead = Lines(bytes, from: start)
    for _ in 0..<count {
      guard let line = ahead.nextRange(), !line.isEmpty else { return false }
      if isPlausibleField(line) || (hasFields && bytes[line.lowerBound].isBlank) {
        return true
      }
    }
    return false
  }

  /// A field whose name is made of what real names are made of, and no address of a web page.
  private func isPlausibleField(_ line: Range<Int>) -> Bool {
    guard let (nameEnd, colon) = endOfName(line.lowerBound), colon - line.lowerBound <= 80 else {
      return false
    }
    let name = bytes[line.lowerBound..<nameEnd]
    for position in 0..<name.count {
      let octet = name[position]
      guard octet.isAlphanumeric || octet == 0x2D || octet == 0x5F else { return false }
    }
    return !bytes[colon + 1..<line.upperBound].hasPrefix("//")
  }

  /// Behind a byte order mark, `From ` lines and, where a header follows them, blank lines.
  private func startOfHeader(_ start: Int) -> Int {
    guard place != .block, start < bytes.count else { return start }
    switch bytes[start] {
    // Only these can start any of it.
    case 0x0A, 0x0D, 0x20, 0x09, 0x46, 0x3E, 0xEF: return behindWhatStandsBefore(start)
    default: return start
    }
  }

  @inline(never)
  private func behindWhatStandsBefore(_ start: Int) -> Int {
    var header = bytes[start..<start + 3] == "\u{FEFF}" ? start + 3 : start
    var ahead = Lines(bytes, from: header)
    var isBehindBlank = false
    while let line = ahead.nextRange() {
      if isMailboxLine(line), separates(line, ahead) {
        header = ahead.position
        isBehindBlank = false
      } else if isBlank(line) {
        isBehindBlank = true
      } else {
        guard isBehindBlank, isPlausibleField(line),
          place == .message || bytes[line].hasPrefixFolded("content-")
        else { return header }
        return line.lowerBound
      }
    }
    return header
  }
}

extension UInt8 {
  /// Space or tab, the white space that folds a line.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
