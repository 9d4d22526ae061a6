import Octets
import Synchronization

/// What the parts of a message refer to, all to the same one: a message is a handful of allocations, however
/// many parts it has.
///
/// Parts are numbered in the order in which they stand, each before those in it.
final class PartTree: Sendable {
  /// A part. Most of it is positions in its octets, not cut-out `Bytes`: each of those would be one more
  /// reference to count.
  struct Node: Sendable {
    /// From its header on.
    let source: Bytes
    /// Which fields are those of its header.
    let fields: Range<Int>
    let bodyStart: Int
    /// Where the parameters of its type stand.
    var parameters = 0..<0
    var type = ContentType.plain
    var encoding = TransferEncoding.none
    /// Whether the parts of a multipart were found in the body with its transfer encoding undone.
    var isCutDecoded = false
    /// The number behind that of the last part in it.
    var end = 0
    /// Where in the body the preamble of a multipart ends.
    var preambleEnd = 0
    /// Where in the body the epilogue of a multipart starts.
    var epilogueStart = Int.max

    // Inlined, so that no node is copied for it.
    @inline(__always) var body: Bytes { source[bodyStart...] }
    @inline(__always) var isText: Bool { type.mediaType.hasPrefix("text/") }
  }

  /// What was made of a body, and is kept.
  struct Decoded {
    var content: Bytes?
    var text: Bytes?
    var notes: [String] = []
  }

  let nodes: [Node]
  /// The fields of all headers.
  private let fields: [FieldPosition]
  /// For each part, as soon as one is decoded: few ever are.
  private let decoded: Mutex<[Decoded]>
  /// Whether there are notes, so that nothing has to be locked where there are none.
  private let isNoted = Atomic(false)

  init(nodes: [Node], fields: [FieldPosition], contents: [Int: Bytes]) {
    self.nodes = nodes
    self.fields = fields
    self.decoded = Mutex([])
    for (part, content) in contents { withDecoded(part) { $0.content = content } }
  }

  private func withDecoded<Result>(_ part: Int, _ body: (inout Decoded) -> Result) -> Result {
    decoded.withLock { decoded in
      if decoded.isEmpty { decoded = Array(repeating: Decoded(), count: nodes.count) }
      return body(&decoded[part])
    }
  }

  func header(of part: Int) -> Header {
    Header(source: nodes[part].source, index: fields[nodes[part].fields])
  }

  func parameters(of part: Int) -> ParameterList {
    ParameterList(nodes[part].source[nodes[part].parameters])
  }

  func preamble(of part: Int) -> Bytes { cutUp(part).prefix(nodes[part].preambleEnd) }

  func epilogue(of part: Int) -> Bytes { cutUp(part).dropFirst(nodes[part].epilogueStart) }

  /// The body in which the parts of a multipart were found.
  private func cutUp(_ part: Int) -> Bytes {
    nodes[part].isCutDecoded ? content(of: part) : nodes[part].body
  }

  // MARK: Decoding

  func content(of part: Int) -> Bytes {
    let body = nodes[part].body
    guard nodes[part].encoding.mayChange(body, isText: nodes[part].isText) else { return body }
    return withDecoded(part) { content(of: part, &$0) }
  }

  private func content(of part: Int, _ decoded: inout Decoded) -> Bytes {
    if let content = decoded.content { return content }
    let content = nodes[part].encoding.decode(nodes[part].body, isText: nodes[part].isText)
    decoded.content = content
    return content
  }

  func text(of part: Int) -> Bytes {
    withDecoded(part) { text(of: part, &$0) }
  }

  private func text(of part: Int, _ decoded: inout Decoded) -> Bytes {
    if let text = decoded.text { return text }
    let content =
      nodes[part].encoding == .none ? nodes[part].body : content(of: part, &decoded)
    let result = Charset.decode(content, label: parameters(of: part).value("charset") ?? .empty)
    decoded.text = result.text
    if let note = result.note {
      decoded.notes.append(note)
      isNoted.store(true, ordering: .relaxed)
    }
    return result.text
  }

  /// Adds what decoding has found odd so far.
  func addNotes(to notes: inout [String]) {
    guard isNoted.load(ordering: .relaxed) else { return }
    for part in decoded.withLock({ $0 }) {
      for note in part.notes where !notes.contains(note) { notes.append(note) }
    }
  }
}
