import Octets
import Synchronization

/// What a `Part` refers to, so that a part is one reference and decoded bodies are kept.
final class PartNode: Sendable {
  struct Structure: Sendable {
    var children: [Part] = []
    var preamble = Bytes.empty
    var epilogue = Bytes.empty

    static let none = Structure()
    static func only(_ part: Part) -> Structure { Structure(children: [part]) }
  }

  let header: Header
  let body: Bytes
  let type: ContentType
  let encoding: TransferEncoding
  let structure: Structure
  private let decoded: Mutex<Decoded>

  private struct Decoded {
    var content: Bytes?
    var text: Bytes?
    var notes: [String] = []
  }

  init(
    header: Header, body: Bytes, type: ContentType, encoding: TransferEncoding,
    structure: Structure = .none
  ) {
    self.header = header
    self.body = body
    self.type = type
    self.encoding = encoding
    self.structure = structure
    self.decoded = Mutex(Decoded())
  }

  func with(_ structure: Structure) -> PartNode {
    let node = PartNode(
      header: header, body: body, type: type, encoding: encoding, structure: structure)
    let content = decoded.withLock { $0.content }
    if let content { node.decoded.withLock { $0.content = content } }
    return node
  }

  var content: Bytes {
    if encoding == .none { return body }
    return decoded.withLock { decoded in content(&decoded) }
  }

  private func content(_ decoded: inout Decoded) -> Bytes {
    if let content = decoded.content { return content }
    let content = encoding.decode(body, isText: type.mediaType.hasPrefix("text/"))
    decoded.content = content
    return content
  }

  var text: Bytes {
    decoded.withLock { decoded in
      if let text = decoded.text { return text }
      let content = encoding == .none ? body : content(&decoded)
      let result = Charset.decode(content, label: type.parameters.value("charset") ?? .empty)
      decoded.text = result.text
      if let note = result.note { decoded.notes.append(note) }
      return result.text
    }
  }

  /// What decoding has found odd so far.
  var notes: [String] { decoded.withLock { $0.notes } }
}
