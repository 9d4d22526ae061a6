import Octets

/// One header field as it stands in the message.
public struct HeaderField: Sendable {
  public let name: Bytes
  /// What stands behind the colon, folded as it was, without the line end.
  public let rawValue: Bytes
}

/// The fields of a header, in their order. Names are asked for in lower case.
public struct Header: Sendable {
  public let fields: [HeaderField]

  /// The first field's value, unfolded and trimmed, not decoded.
  public subscript(name: StaticString) -> Bytes? {
    nil
  }

  /// All values of a field.
  public func all(_ name: StaticString) -> [Bytes] { [] }

  /// The first field's value with its encoded words (RFC 2047) decoded, in UTF-8.
  public func decoded(_ name: StaticString) -> Bytes? { self[name] }
}
