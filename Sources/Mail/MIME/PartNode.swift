import Octets
import Synchronization

/// What a `Part` refers to, so that a part is one reference and decoded bodies are kept.
///
/// Most of it is positions in the octets of the part, not cut-out `Bytes`: each of those would be one more
/// reference to count.
final class PartNode: Sendable {
  /// A part while it is being read. It is never copied, only passed on: it is made of references.
  struct Draft: ~Copyable {
    let header: Header
    let bodyStart: Int
    var type = ContentType.plain
    var encoding = TransferEncoding.none
    var children: [Part] = []
    /// Where in the body the preamble of a multipart ends.
    var preambleEnd = 0
    /// Where in the body the epilogue of a multipart starts; nil where there is none.
    var epilogueStart: Int?
    fileprivate var content: Bytes?

    init(header: Header, bodyStart: Int) {
      self.header = header
      self.bodyStart = bodyStart
    }

    var body: Bytes { header.source[bodyStart...] }
    var parameters: ParameterList { type.parameters(in: header) }

    /// The body with its transfer encoding undone, once.
    mutating func decoded() -> Bytes {
      guard encoding.isEncoding else { return body }
      if let content { return content }
      let decoded = encoding.decode(body, isText: false)
      content = decoded
      return decoded
    }
  }

  private let draft: Draft
  private let decoded: Mutex<Decoded>
  /// Whether there are notes, so that nothing has to be locked where there are none.
  private let isNoted = Atomic(false)

  private struct Decoded {
    var content: Bytes?
    var text: Bytes?
    var notes: [String] = []
  }

  init(_ draft: consuming Draft) {
    self.decoded = Mutex(Decoded(content: draft.content))
    self.draft = draft
  }

  var header: Header { draft.header }
  var body: Bytes { draft.body }
  var type: ContentType { draft.type }
  var parameters: ParameterList { draft.parameters }
  var children: [Part] { draft.children }
  var preamble: Bytes { cutUp.prefix(draft.preambleEnd) }
  var epilogue: Bytes { draft.epilogueStart.map { cutUp.dropFirst($0) } ?? .empty }
  private var isText: Bool { draft.type.mediaType.hasPrefix("text/") }
  /// The body in which the parts of a multipart were found.
  private var cutUp: Bytes { draft.content ?? body }

  var content: Bytes {
    guard draft.encoding.mayChange(isText: isText) else { return body }
    return decoded.withLock { decoded in content(&decoded) }
  }

  private func content(_ decoded: inout Decoded) -> Bytes {
    if let content = decoded.content { return content }
    let content = draft.encoding.decode(body, isText: isText)
    decoded.content = content
    return content
  }

  var text: Bytes {
    decoded.withLock { decoded in
      if let text = decoded.text { return text }
      let content = draft.encoding == .none ? body : content(&decoded)
      let result = Charset.decode(content, label: parameters.value("charset") ?? .empty)
      decoded.text = result.text
      if let note = result.note {
        decoded.notes.append(note)
        isNoted.store(true, ordering: .relaxed)
      }
      return result.text
    }
  }

  /// Adds what decoding has found odd so far, in this part and all parts in it.
  func addNotes(to notes: inout [String]) {
    if isNoted.load(ordering: .relaxed) {
      for note in decoded.withLock({ $0.notes }) where !notes.contains(note) { notes.append(note) }
    }
    for child in draft.children { child.node.addNotes(to: &notes) }
  }
}
