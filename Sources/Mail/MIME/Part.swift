import Octets

/// A node of the MIME tree.
///
/// Bodies are decoded when they are asked for, and once.
public struct Part: Sendable {
  private let tree: PartTree
  private let number: Int

  init(_ number: Int, of tree: PartTree) {
    self.tree = tree
    self.number = number
  }

  public var header: Header { tree.header(of: number) }
  /// As it was transferred.
  public var body: Bytes { tree.nodes[number].body }
  /// The parts of a multipart; the one message of a message/rfc822, a text/rfc822-headers, and the like.
  ///
  /// A multipart in which no part can be found has one child of type text/plain.
  public var children: Children { Children(tree: tree, parent: number) }
  /// What stands before the first part of a multipart.
  public var preamble: Bytes { tree.preamble(of: number) }
  /// What stands behind the last part of a multipart.
  public var epilogue: Bytes { tree.epilogue(of: number) }

  /// `type/subtype` in lower case, `text/plain` where none is given. Known misspellings of
  /// message/rfc822 are given under the right name.
  public var mediaType: Bytes { tree.nodes[number].type.mediaType }
  public var isMultipart: Bool { tree.nodes[number].type.kind == .multipart }

  /// A parameter of Content-Type (RFC 2231 decoded), by its name in lower case.
  public func parameter(_ name: StaticString) -> Bytes? {
    tree.parameters(of: number).value(name)
  }

  /// The body with its transfer encoding undone.
  public var content: Bytes { tree.content(of: number) }

  /// The content as UTF-8, whatever its charset, without a byte order mark.
  public var text: Bytes { tree.text(of: number) }
}

extension Part {
  /// The parts directly in a part, in the order in which they stand.
  public struct Children: Collection, Sendable {
    public struct Index: Comparable, Sendable {
      fileprivate let number: Int

      public static func < (left: Index, right: Index) -> Bool { left.number < right.number }
    }

    fileprivate let tree: PartTree
    fileprivate let parent: Int

    public var startIndex: Index { Index(number: parent + 1) }
    public var endIndex: Index { Index(number: tree.nodes[parent].end) }
    public func index(after index: Index) -> Index { Index(number: tree.nodes[index.number].end) }
    public subscript(index: Index) -> Part { Part(index.number, of: tree) }
  }

  /// Calls `visit` with this part and all parts in it, in the order in which they stand.
  public func walk(_ visit: (Part) throws -> Void) rethrows {
    for part in number..<tree.nodes[number].end { try visit(Part(part, of: tree)) }
  }

  /// The first part, this one included, in the order in which they stand, that satisfies `condition`.
  public func first(where condition: (Part) throws -> Bool) rethrows -> Part? {
    for number in number..<tree.nodes[number].end {
      let part = Part(number, of: tree)
      if try condition(part) { return part }
    }
    return nil
  }
}
