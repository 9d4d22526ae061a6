import Octets

/// A media type and its parameters (RFC 2045 section 5).
struct ContentType: Sendable {
  /// How a part with this type is read.
  enum Kind: Sendable {
    case leaf
    case multipart
    /// One whole message.
    case message
    /// The header of a message, perhaps with something of its body.
    case header
  }

  /// `type/subtype` in lower case.
  let mediaType: Bytes
  let kind: Kind
  /// What stands behind the media type, as it was.
  let parameters: ParameterList

  static let plain = ContentType(mediaType: "text/plain", kind: .leaf)
  static let message = ContentType(mediaType: "message/rfc822", kind: .message)
  static let unsplit = ContentType(mediaType: "multipart/mixed", kind: .multipart)

  private init(mediaType: Bytes, kind: Kind) {
    self.mediaType = mediaType
    self.kind = kind
    self.parameters = ParameterList(.empty)
  }

  /// - Parameter fallback: What the part is where the field says nothing that could be a media type.
  init(_ field: Bytes, fallback: ContentType = .plain) {
    var reader = ParameterReader(field)
    let type = reader.mediaType()
    parameters = ParameterList(reader.rest)
    if type.equalsFolded("text/plain") {
      mediaType = ContentType.plain.mediaType
      kind = .leaf
    } else if type.hasPrefixFolded("multipart") {
      let isWhole = type.count > 10 && type[9] == 0x2F
      mediaType = isWhole ? type.inLowerCase : ContentType.unsplit.mediaType
      kind = .multipart
    } else if ContentType.isMessage(type) {
      mediaType = ContentType.message.mediaType
      kind = .message
    } else if type.equalsFolded("message/global") || type.equalsFolded("message/partial")
      || type.equalsFolded("message/news")
    {
      mediaType = type.inLowerCase
      kind = .message
    } else if ContentType.isHeader(type) {
      mediaType = type.inLowerCase
      kind = .header
    } else if let slash = type.firstIndex(of: 0x2F), slash > 0, slash + 1 < type.count {
      mediaType = type.inLowerCase
      kind = .leaf
    } else if type.equalsFolded("html") || type.equalsFolded("text-html") {
      mediaType = "text/html"
      kind = .leaf
    } else {
      mediaType = fallback.mediaType
      kind = fallback.kind
    }
  }

  /// Besides the right name the wrong ones that mail systems have used.
  private static func isMessage(_ type: Bytes) -> Bool {
    guard let last = type.last, last == 0x32 else { return false }
    return type.equalsFolded("message/rfc822") || type.equalsFolded("rfc/822")
      || type.equalsFolded("message/rfc/822") || type.equalsFolded("message/rfc-822")
      || type.equalsFolded("rfc822") || type.equalsFolded("text/rfc822")
      || type.equalsFolded("rfc/rfc822")
  }

  private static func isHeader(_ type: Bytes) -> Bool {
    guard let last = type.last, last == 0x73 || last == 0x53 || last == 0x72 || last == 0x52 else {
      return false
    }
    return type.equalsFolded("text/rfc822-headers") || type.equalsFolded("message/rfc822-headers")
      || type.equalsFolded("message/global-headers") || type.equalsFolded("text/rfc822-header")
  }
}

extension Bytes {
  /// In lower case; a copy only where something changes.
  var inLowerCase: Bytes {
    firstIndex(where: \.isUppercaseLetter) == nil ? self : lowercased()
  }
}
