import Octets

/// Makes the MIME tree of a message (RFC 2046), from the outside to the inside: a multipart is cut at its own
/// delimiters before its parts are looked at, so nothing inside a part can end what is around it.
///
/// Each depth is one pass over its octets, and depth is limited, so the whole is linear.
struct TreeBuilder {
  private let limits: Limits
  private var partsLeft: Int
  private var nodes: [PartTree.Node] = []
  private var fields: [FieldPosition] = []
  /// Bodies that had to be decoded to find what is in them, by the number of the part.
  private var contents: [Int: Bytes] = [:]
  private(set) var notes: [String] = []

  init(limits: Limits) {
    self.limits = limits
    self.partsLeft = max(0, limits.parts)
  }

  mutating func message(_ bytes: Bytes) -> PartTree {
    // As much as most reports have.
    nodes.reserveCapacity(8)
    fields.reserveCapacity(48)
    addEntity(bytes, place: .message, fallback: .plain, depth: 0)
    // Handed over, so that no reference is counted.
    return PartTree(
      nodes: exchange(&nodes, with: []), fields: exchange(&fields, with: []), contents: contents)
  }

  /// A header and what it describes.
  private mutating func addEntity(
    _ bytes: Bytes, place: HeaderParser.Place, fallback: ContentType, depth: Int
  ) {
    let part = nodes.count
    let header = readHeader(bytes, place)
    nodes.append(node(bytes, header, place, fallback))
    defer { nodes[part].end = nodes.count }
    let kind = nodes[part].type.kind
    guard kind != .leaf else { return }
    guard depth < limits.depth else { return note("depth limit reached: parts were left unread") }
    if kind == .multipart {
      findParts(of: part, depth: depth)
    } else if takePart() {
      let content = content(of: part)
      if kind == .header {
        addReturnedHeader(content)
      } else {
        addEntity(content, place: .message, fallback: .plain, depth: depth + 1)
      }
    }
  }

  private mutating func readHeader(
    _ bytes: Bytes, _ place: HeaderParser.Place
  ) -> HeaderParser.Result {
    let result = HeaderParser.parse(bytes, place: place, limits: limits, into: &fields)
    if result.isCut { note("header limit reached: fields were left unread") }
    return result
  }

  private func node(
    _ bytes: Bytes, _ result: HeaderParser.Result, _ place: HeaderParser.Place,
    _ fallback: ContentType
  ) -> PartTree.Node {
    var typeField: Range<Int>?
    var encodingField: Range<Int>?
    for position in result.fields {
      let field = fields[position]
      if field.isNamed("content-type", in: bytes) {
        typeField = typeField ?? field.value
      } else if field.isNamed("content-transfer-encoding", in: bytes) {
        encodingField = encodingField ?? field.value
      }
    }
    var type: ContentType?
    var parameters = 0..<0
    if let typeField {
      let field = ContentType.read(bytes[typeField])
      type = field.type
      parameters = typeField.lowerBound + field.length..<typeField.upperBound
    } else if place == .message, Self.looksSplit(bytes[result.bodyStart...]) {
      type = .unsplit
    }
    return PartTree.Node(
      source: bytes, fields: result.fields, bodyStart: result.bodyStart, parameters: parameters,
      type: type ?? fallback, encoding: TransferEncoding(encodingField.map { bytes[$0] }))
  }

  /// A returned header. What stands behind it is no body in the sense of the header: it is left as text.
  private mutating func addReturnedHeader(_ bytes: Bytes) {
    let header = readHeader(bytes, .message)
    add(PartTree.Node(source: bytes, fields: header.fields, bodyStart: header.bodyStart))
  }

  /// Adds a part with no parts in it.
  private mutating func add(_ leaf: consuming PartTree.Node) {
    leaf.end = nodes.count + 1
    nodes.append(leaf)
  }

  /// The body with its transfer encoding undone, once.
  private mutating func content(of part: Int) -> Bytes {
    let encoding = nodes[part].encoding
    guard encoding.isEncoding else { return nodes[part].body }
    if let content = contents[part] { return content }
    let content = encoding.decode(nodes[part].body, isText: false)
    contents[part] = content
    return content
  }

  // MARK: Multipart

  private mutating func findParts(of part: Int, depth: Int) {
    let body = nodes[part].body
    let parameters = ParameterList(nodes[part].source[nodes[part].parameters])
    if let boundary = parameters.value("boundary"), !boundary.isEmpty,
      split(body, at: boundary, into: part, depth)
    {
      return
    }
    if let boundary = Delimiters.boundary(usedIn: body),
      split(body, at: boundary, into: part, depth)
    {
      note("boundary not found as declared: recovered from the body")
      return
    }
    // RFC 2045 section 6.4 forbids to encode a multipart; some gateways do.
    let encoding = nodes[part].encoding
    if encoding.isEncoding {
      let content = content(of: part)
      if let boundary = Delimiters.boundary(usedIn: content),
        split(content, at: boundary, into: part, depth)
      {
        nodes[part].isCutDecoded = true
        return
      }
    }
    guard !body.trimmed().isEmpty, takePart() else { return }
    note("multipart without parts: read as text")
    add(PartTree.Node(source: body, fields: 0..<0, bodyStart: 0, encoding: encoding))
  }

  /// - Returns: Whether there was a part.
  private mutating func split(
    _ body: Bytes, at boundary: Bytes, into multipart: Int, _ depth: Int
  ) -> Bool {
    var delimiters = Delimiters(of: boundary, in: body)
    guard var opening = delimiters.next() else { return false }
    let fallback: ContentType =
      nodes[multipart].type.mediaType == "multipart/digest" ? .message : .plain
    let preambleEnd = opening.start
    let first = nodes.count
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
        addEntity(part, place: .part, fallback: fallback, depth: depth + 1)
      }
      guard let following else { break }
      opening = following
    }
    guard nodes.count > first else { return false }
    nodes[multipart].preambleEnd = preambleEnd
    nodes[multipart].epilogueStart = epilogueStart
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
