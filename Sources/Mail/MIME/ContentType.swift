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

  static let plain = ContentType(mediaType: "text/plain", kind: .leaf)
  static let message = ContentType(mediaType: "message/rfc822", kind: .message)
  static let unsplit = ContentType(mediaType: "multipart/mixed", kind: .multipart)

  private init(mediaType: Bytes, kind: Kind) {
    self.mediaType = mediaType
    self.kind = kind
  }

  /// What a field says, and where in it the parameters begin; no type where it says nothing that could be one.
  static func read(_ field: Bytes) -> (type: ContentType?, length: Int) {
    var reader = ParameterReader(field)
    let type = reader.mediaType()
    return (known(type) ?? other(type), reader.position)
  }

  /// What bounces are made of, without a reference to the message.
  private static func known(_ type: Bytes) -> ContentType? {
    if type.equalsFolded("text/plain") { return plain }
    if type.equalsFolded("text/html") { return ContentType(mediaType: "text/html", kind: .leaf) }
    if isMessage(type) { return message }
    if type.equalsFolded("message/delivery-status") {
      return ContentType(mediaType: "message/delivery-status", kind: .leaf)
    }
    if type.equalsFolded("multipart/report") {
      return ContentType(mediaType: "multipart/report", kind: .multipart)
    }
    if type.equalsFolded("multipart/alternative") {
      return ContentType(mediaType: "multipart/alternative", kind: .multipart)
    }
    if type.equalsFolded("multipart/mixed") { return unsplit }
    if type.equalsFolded("text/rfc822-headers") {
      return ContentType(mediaType: "text/rfc822-headers", kind: .header)
    }
    return nil
  }

  private static func other(_ type: Bytes) -> ContentType? {
    if type.hasPrefixFolded("multipart") {
      let isWhole = type.count > 10 && type[9] == 0x2F
      return isWhole ? ContentType(mediaType: type.inLowerCase, kind: .multipart) : unsplit
    }
    if type.equalsFolded("message/global") || type.equalsFolded("message/partial")
      || type.equalsFolded("message/news")
    {
      return ContentType(mediaType: type.inLowerCase, kind: .message)
    }
    if type.equalsFolded("message/rfc822-headers") || type.equalsFolded("message/global-headers")
      || type.equalsFolded("text/rfc822-header")
    {
      return ContentType(mediaType: type.inLowerCase, kind: .header)
    }
    if type.equalsFolded("html") { return ContentType(mediaType: "text/html", kind: .leaf) }
    guard let slash = type.firstIndex(of: 0x2F), slash > 0, slash + 1 < type.count else {
      return nil
    }
    return ContentType(mediaType: type.inLowerCase, kind: .leaf)
  }

  /// Besides the right name the wrong ones that mail systems have used.
  private static func isMessage(_ type: Bytes) -> Bool {
    guard let last = type.last, last == 0x32 else { return false }
    return type.equalsFolded("message/rfc822") || type.equalsFolded("rfc/822")
      || type.equalsFolded("message/rfc/822") || type.equalsFolded("message/rfc-822")
      || type.equalsFolded("rfc822") || type.equalsFolded("text/rfc822")
      || type.equalsFolded("rfc/rfc822")
  }
}

extension Bytes {
  /// In lower case; a copy only where something changes.
  var inLowerCase: Bytes {
    firstIndex(where: \.isUppercaseLetter) == nil ? self : lowercased()
  }
}
