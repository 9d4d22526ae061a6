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
    let header = result.header
    let body = bytes[result.bodyStart...]
    var type = fallback
    if let field = header.raw("content-type") {
      type = ContentType(field, fallback: fallback)
    } else if place == .message, Self.looksSplit(body) {
      type = .unsplit
    }
    let leaf = PartNode(
      header: header, body: body, type: type,
      encoding: TransferEncoding(header.raw("content-transfer-encoding")))
    guard type.kind != .leaf else { return Part(leaf) }
    guard depth < limits.depth else {
      note("depth limit reached: parts were left unread")
      return Part(leaf)
    }
    return Part(leaf.with(structure(of: leaf, depth: depth)))
  }

  private mutating func structure(of node: PartNode, depth: Int) -> PartNode.Structure {
    switch node.type.kind {
    case .leaf: return .none
    case .multipart: return parts(of: node, depth: depth)
    case .message:
      guard takePart() else { return .none }
      return .only(entity(node.content, place: .message, fallback: .plain, depth: depth + 1))
    case .header:
      guard takePart() else { return .none }
      return .only(returnedHeader(node.content))
    }
  }

  /// A returned header. What stands behind it is no body in the sense of the header: it is left as text.
  private mutating func returnedHeader(_ bytes: Bytes) -> Part {
    let result = HeaderParser.parse(bytes, place: .message, limits: limits)
    if result.isCut { note("header limit reached: fields were left unread") }
    return Part(
      PartNode(
        header: result.header, body: bytes[result.bodyStart...], type: .plain, encoding: .none))
  }

  // MARK: Multipart

  private mutating func parts(of node: PartNode, depth: Int) -> PartNode.Structure {
    if let boundary = node.type.parameters.value("boundary"), !boundary.isEmpty,
      let structure = split(node.body, node, at: boundary, depth)
    {
      return structure
    }
    if let boundary = Delimiters.boundary(usedIn: node.body),
      let structure = split(node.body, node, at: boundary, depth)
    {
      note("boundary not found as declared: recovered from the body")
      return structure
    }
    // RFC 2045 section 6.4 forbids to encode a multipart; some gateways do.
    if node.encoding.isEncoding, let boundary = Delimiters.boundary(usedIn: node.content),
      let structure = split(node.content, node, at: boundary, depth)
    {
      return structure
    }
    guard !node.body.trimmed().isEmpty, takePart() else { return .none }
    note("multipart without parts: read as text")
    return .only(
      Part(PartNode(header: .empty, body: node.body, type: .plain, encoding: node.encoding)))
  }

  private mutating func split(
    _ body: Bytes, _ node: PartNode, at boundary: Bytes, _ depth: Int
  ) -> PartNode.Structure? {
    var delimiters = Delimiters(of: boundary, in: body)
    guard var opening = delimiters.next() else { return nil }
    let fallback: ContentType =
      node.type.mediaType.equalsFolded("multipart/digest") ? .message : .plain
    let preamble = body[0..<opening.start]
    var children: [Part] = []
    var end = body.count
    while true {
      // A closing delimiter in front of further parts was not meant as one.
      let following = delimiters.next()
      if opening.isClosing, following == nil {
        end = opening.end
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
    guard !children.isEmpty else { return nil }
    return PartNode.Structure(children: children, preamble: preamble, epilogue: body[end...])
  }

  /// Whether a message without Content-Type is a multipart all the same: its header was lost on the way.
  private static func looksSplit(_ body: Bytes) -> Bool {
    var lines = body.lines
    while let line = lines.next() {
      if line.trimmed().isEmpty { continue }
      return line.hasPrefix("--") && line.count > 4
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
