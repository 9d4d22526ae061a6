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
    var header: Header
    var bodyStart: Int
    /// Whether fields were passed over because of a limit.
    var isCut: Bool
  }

  private let bytes: Bytes
  private let place: Place
  private let maximumFields: Int
  private let maximumEnd: Int
  private var lines: Lines
  private var index: [FieldPosition] = []
  private var isCut = false
  /// Whether the field that the last line belongs to is in `index`.
  private var isOpen = false

  static func parse(
    _ bytes: Bytes, from start: Int = 0, place: Place, limits: Limits
  ) -> Result {
    var parser = HeaderParser(bytes, start, place, limits)
    return parser.run()
  }

  private init(_ bytes: Bytes, _ start: Int, _ place: Place, _ limits: Limits) {
    self.bytes = bytes
    self.place = place
    self.maximumFields = limits.headerFields
    // Positions are kept in 32 bits.
    self.maximumEnd = min(start + min(max(0, limits.headerSize), 1 << 40), Int(UInt32.max))
    self.lines = Lines(bytes, from: start)
  }

  private mutating func run() -> Result {
    skipWhatStandsBefore()
    index.reserveCapacity(place == .message ? 32 : 8)
    var bodyStart = bytes.count
    while let line = lines.nextRange() {
      guard !line.isEmpty else {
        bodyStart = lines.position
        break
      }
      if bytes[line.lowerBound].isBlank {
        // A line of white space alone is a continuation (RFC 5322 section 4.2) as long as the header goes on
        // behind it; some programs end their header with it.
        guard !isBlank(line) || goesOn(atMost: 1) else {
          bodyStart = lines.position
          break
        }
        extendField(to: line.upperBound)
      } else if let colon = endOfName(line) {
        addField(line, colon: colon)
      } else if place == .block || goesOn(atMost: 3) {
        if !isMailboxLine(line) { extendField(to: line.upperBound) }
      } else {
        bodyStart = line.lowerBound
        break
      }
    }
    return Result(
      header: Header(source: bytes, index: index), bodyStart: bodyStart, isCut: isCut)
  }

  // MARK: Fields

  private mutating func addField(_ line: Range<Int>, colon: Int) {
    isOpen = index.count < maximumFields && line.upperBound <= maximumEnd
    guard isOpen else {
      isCut = true
      return
    }
    var nameEnd = colon
    while nameEnd > line.lowerBound + 1, bytes[nameEnd - 1].isBlank { nameEnd -= 1 }
    index.append(
      FieldPosition(
        name: line.lowerBound..<nameEnd, first: bytes[line.lowerBound], last: bytes[nameEnd - 1],
        value: colon + 1..<line.upperBound))
  }

  private mutating func extendField(to end: Int) {
    guard isOpen, let last = index.indices.last else { return }
    guard end <= maximumEnd else {
      isOpen = false
      isCut = true
      return
    }
    index[last].valueEnd = UInt32(truncatingIfNeeded: end)
  }

  /// The position of the colon, where a field name stands before it (RFC 5322 section 2.2).
  private func endOfName(_ line: Range<Int>) -> Int? {
    let end = bytes.endOfFieldName(from: line.lowerBound)
    guard end > line.lowerBound, end < line.upperBound else { return nil }
    if bytes[end] == 0x3A { return end }
    guard let colon = bytes.firstIndex(from: end, where: { !$0.isBlank }) else { return nil }
    return colon < line.upperBound && bytes[colon] == 0x3A ? colon : nil
  }

  // MARK: Lines that are no field

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
  private func goesOn(atMost count: Int) -> Bool {
    var ahead = lines
    for _ in 0..<count {
      guard let line = ahead.nextRange(), !line.isEmpty else { return false }
      if isPlausibleField(line) || (index.isEmpty == false && bytes[line.lowerBound].isBlank) {
        return true
      }
    }
    return false
  }

  /// A field whose name is made of what real names are made of, and no address of a web page.
  private func isPlausibleField(_ line: Range<Int>) -> Bool {
    guard let colon = endOfName(line), colon - line.lowerBound <= 80 else { return false }
    let name = bytes[line.lowerBound..<colon].trimmed()
    for position in 0..<name.count {
      let octet = name[position]
      guard octet.isAlphanumeric || octet == 0x2D || octet == 0x5F else { return false }
    }
    return !bytes[colon + 1..<line.upperBound].hasPrefix("//")
  }

  /// A byte order mark, `From ` lines and, where a header follows them, blank lines.
  private mutating func skipWhatStandsBefore() {
    let start = lines.position
    guard place != .block, start < bytes.count else { return }
    switch bytes[start] {
    // Only these can start any of it.
    case 0x0A, 0x0D, 0x20, 0x09, 0x46, 0x3E, 0xEF: break
    default: return
    }
    if bytes[start..<start + 3] == "\u{FEFF}" { lines = Lines(bytes, from: start + 3) }
    var ahead = lines
    var isBehindBlank = false
    while let line = ahead.nextRange() {
      if isMailboxLine(line), separates(line, ahead) {
        lines = ahead
        isBehindBlank = false
      } else if isBlank(line) {
        isBehindBlank = true
      } else {
        guard isBehindBlank, isPlausibleField(line),
          place == .message || bytes[line].hasPrefixFolded("content-")
        else { return }
        lines = Lines(bytes, from: line.lowerBound)
        return
      }
    }
  }
}

extension UInt8 {
  /// Space or tab, the white space that folds a line.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
