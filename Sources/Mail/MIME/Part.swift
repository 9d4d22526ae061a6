import Octets

/// A node of the MIME tree.
///
/// Bodies are decoded when they are asked for, and once.
public struct Part: Sendable {
  let node: PartNode

  init(_ draft: consuming PartNode.Draft) {
    node = PartNode(draft)
  }

  public var header: Header { node.header }
  /// As it was transferred.
  public var body: Bytes { node.body }
  /// The parts of a multipart; the one message of a message/rfc822, a text/rfc822-headers, and the like.
  ///
  /// A multipart in which no part can be found has one child of type text/plain.
  public var children: [Part] { node.children }
  /// What stands before the first part of a multipart.
  public var preamble: Bytes { node.preamble }
  /// What stands behind the last part of a multipart.
  public var epilogue: Bytes { node.epilogue }

  /// `type/subtype` in lower case, `text/plain` where none is given. Known misspellings of
  /// message/rfc822 are given under the right name.
  public var mediaType: Bytes { node.type.mediaType }
  public var isMultipart: Bool { node.type.kind == .multipart }

  /// A parameter of Content-Type (RFC 2231 decoded), by its name in lower case.
  public func parameter(_ name: StaticString) -> Bytes? { node.parameters.value(name) }

  /// The body with its transfer encoding undone.
  public var content: Bytes { node.content }

  /// The content as UTF-8, whatever its charset, without a byte order mark.
  public var text: Bytes { node.text }
}

extension Part {
  /// Calls `visit` with this part and all parts in it, in the order in which they stand.
  public func walk(_ visit: (Part) throws -> Void) rethrows {
    try visit(self)
    for child in children { try child.walk(visit) }
  }

  /// The first part, this one included, in the order in which they stand, that satisfies `condition`.
  public func first(where condition: (Part) throws -> Bool) rethrows -> Part? {
    if try condition(self) { return self }
    for child in children {
      if let found = try child.first(where: condition) { return found }
    }
    return nil
  }
}
