import Octets

/// Makes the MIME tree of a message (RFC 2046), from the outside to the inside: a multipart is cut at its own
/// delimiters before its parts are looked at, so nothing inside a part can end what is around it.
///
/// Each depth is one pass over its octets, and depth is limited, so the whole is linear.
struct TreeBuilder {
  private let limits: Limits
  private var partsLeft: Int
  private(set) var notes: [String] = []

  init(limits: Limits) {
    self.limits = limits
    self.partsLeft = max(0, limits.parts)
  }

  mutating func message(_ bytes: Bytes) -> Part {
    entity(bytes, place: .message, fallback: .plain, depth: 0)
  }

  /// A header and what it describes.
  private mutating func entity(
    _ bytes: Bytes, place: HeaderParser.Place, fallback: ContentType, depth: Int
  ) -> Part {
    let result = HeaderParser.parse(bytes, place: place, limits: limits)
    if result.isCut { note("header limit reached: fields were left unread") }
    var part = PartNode.Draft(header: result.header, bodyStart: result.bodyStart)
    if let field = part.header.raw("content-type") {
      part.type = ContentType(field, fallback: fallback)
    } else if place == .message, Self.looksSplit(part.body) {
      part.type = .unsplit
    } else {
      part.type = fallback
    }
    part.encoding = TransferEncoding(part.header.raw("content-transfer-encoding"))
    guard part.type.kind != .leaf else { return Part(part) }
    guard depth < limits.depth else {
      note("depth limit reached: parts were left unread")
      return Part(part)
    }
    if part.type.kind == .multipart {
      findParts(of: &part, depth: depth)
    } else if takePart() {
      let content = part.decoded()
      part.children = [
        part.type.kind == .header
          ? returnedHeader(content)
          : entity(content, place: .message, fallback: .plain, depth: depth + 1)
      ]
    }
    return Part(part)
  }

  /// A returned header. What stands behind it is no body in the sense of the header: it is left as text.
  private mutating func returnedHeader(_ bytes: Bytes) -> Part {
    let result = HeaderParser.parse(bytes, place: .message, limits: limits)
    if result.isCut { note("header limit reached: fields were left unread") }
    return Part(PartNode.Draft(header: result.header, bodyStart: result.bodyStart))
  }

  // MARK: Multipart

  private mutating func findParts(of part: inout PartNode.Draft, depth: Int) {
    if let boundary = part.parameters.value("boundary"), !boundary.isEmpty,
      split(part.body, at: boundary, into: &part, depth)
    {
      return
    }
    if let boundary = Delimiters.boundary(usedIn: part.body),
      split(part.body, at: boundary, into: &part, depth)
    {
      note("boundary not found as declared: recovered from the body")
      return
    }
    // RFC 2045 section 6.4 forbids to encode a multipart; some gateways do.
    if part.encoding.isEncoding, let boundary = Delimiters.boundary(usedIn: part.decoded()),
      split(part.decoded(), at: boundary, into: &part, depth)
    {
      return
    }
    guard !part.body.trimmed().isEmpty, takePart() else { return }
    note("multipart without parts: read as text")
    var text = PartNode.Draft(header: Header(source: part.body, index: []), bodyStart: 0)
    text.encoding = part.encoding
    part.children = [Part(text)]
  }

  /// - Returns: Whether there was a part.
  private mutating func split(
    _ body: Bytes, at boundary: Bytes, into multipart: inout PartNode.Draft, _ depth: Int
  ) -> Bool {
    var delimiters = Delimiters(of: boundary, in: body)
    guard var opening = delimiters.next() else { return false }
    let fallback: ContentType =
      multipart.type.mediaType == "multipart/digest" ? .message : .plain
    let preambleEnd = opening.start
    var children: [Part] = []
    // A report has three (RFC 6522).
    children.reserveCapacity(4)
    var epilogueStart = body.count
    while true {
      let following = delimiters.next()
      // A closing delimiter in front of further parts was not meant as one.
      if opening.isClosing, following == nil {
        epilogueStart = opening.end
        break
      }
      let part = body[opening.end..<max(opening.end, following?.start ?? body.count)]
      if !opening.isClosing || !part.trimmed().isEmpty {
        guard takePart() else { break }
        children.append(entity(part, place: .part, fallback: fallback, depth: depth + 1))
      }
      guard let following else { break }
      opening = following
    }
    guard !children.isEmpty else { return false }
    multipart.children = children
    multipart.preambleEnd = preambleEnd
    multipart.epilogueStart = epilogueStart
    return true
  }

  /// Whether a message without Content-Type is a multipart all the same: its header was lost on the way.
  private static func looksSplit(_ body: Bytes) -> Bool {
    var lines = body.lines
    while let line = lines.next() {
      if line.trimmed().isEmpty { continue }
      return line.hasPrefix("--") && line.count > 2
        && lines.next()?.hasPrefixFolded("content-") == true
    }
    return false
  }

  // MARK: Limits

  private mutating func takePart() -> Bool {
    guard partsLeft > 0 else {
      note("part limit reached: parts were left unread")
      return false
    }
    partsLeft -= 1
    return true
  }

  private mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }
}
