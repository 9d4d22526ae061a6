import Octets

/// How a body was made fit for transport (RFC 2045 section 6).
enum TransferEncoding: Sendable {
  /// Said to be 7bit, 8bit or binary, or in words that mean nothing.
  case none
  /// Nothing was said.
  case undeclared
  case base64
  case quotedPrintable
  case uuencode

  /// - Parameter field: The value of Content-Transfer-Encoding as it stands, with whatever junk is around it.
  init(_ field: Bytes?) {
    guard let field else {
      self = .undeclared
      return
    }
    if field.containsFolded("base64") || field.containsFolded("base-64") {
      self = .base64
    } else if field.containsFolded("quoted") && field.containsFolded("printable") {
      self = .quotedPrintable
    } else if field.containsFolded("uuencode") || field.trimmed().equalsFolded("x-uue")
      || field.trimmed().equalsFolded("uue")
    {
      self = .uuencode
    } else {
      self = .none
    }
  }

  var isEncoding: Bool {
    switch self {
    case .none, .undeclared: false
    case .base64, .quotedPrintable, .uuencode: true
    }
  }

  /// Whether `decode` may give anything but the body itself. Costs next to nothing.
  func mayChange(_ body: Bytes, isText: Bool) -> Bool {
    self == .undeclared ? isText && Base64.mayBeUnmistakable(body) : isEncoding
  }

  /// The body with the encoding undone; as it is where it is not encoded as it says.
  func decode(_ body: Bytes, isText: Bool) -> Bytes {
    switch self {
    case .none: body
    case .undeclared: isText ? Base64.decodedIfUnmistakable(body) ?? body : body
    case .base64: Base64.decoded(body) ?? body
    case .quotedPrintable: QuotedPrintable.decoded(body)
    case .uuencode: UUEncode.decoded(body) ?? body
    }
  }
}
