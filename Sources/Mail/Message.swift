import Octets

/// A message as it was found: header, MIME tree, and notes on what was odd.
public struct Message: Sendable {
  /// The octets it was made of, at most as many as the limit on a message's size.
  public let source: Bytes
  private let tree: PartTree
  private let structureNotes: [String]

  public var root: Part { Part(0, of: tree) }
  public var header: Header { tree.header(of: 0) }

  /// Total: any octets give a message.
  public init(_ source: Bytes, limits: Limits = .standard) {
    var builder = TreeBuilder(limits: limits)
    let isCut = source.count > limits.messageSize
    let read = isCut ? source.prefix(limits.messageSize) : source
    self.source = read
    self.tree = builder.message(read)
    self.structureNotes =
      isCut
      ? ["size limit reached: the end of the message was left unread"] + builder.notes
      : builder.notes
  }

  /// Which limits were reached, what could not be decoded. Bodies are decoded when they are asked for, so
  /// what is odd in one is noted from then on.
  public var notes: [String] {
    var notes = structureNotes
    tree.addNotes(to: &notes)
    return notes
  }
}
