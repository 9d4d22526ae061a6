import Octets

/// A message as it was found: header, MIME tree, and notes on what was odd.
public struct Message: Sendable {
  public let source: Bytes
  public let root: Part
  /// Which limits were reached, what could not be decoded.
  public let notes: [String]

  public var header: Header { root.header }

  /// Total: any octets give a message.
  public init(_ source: Bytes, limits: Limits = .standard) {
    self.source = source
    self.root = Part(header: Header(fields: []), body: source, children: [])
    self.notes = []
  }
}
