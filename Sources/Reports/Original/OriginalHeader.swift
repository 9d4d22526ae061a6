import Mail
import Model
import Octets

/// The header of the returned message, as far as it was returned. Most of it is read when it is asked for.
public struct OriginalMessage: Sendable {
  /// How many addressees are read.
  private static let addresseeLimit = 100

  /// Without angle brackets, in UTF-8.
  public var messageID: Bytes?
  private let header: Header

  /// Nothing was returned.
  public init() { self.init(.empty) }

  init(_ header: Header) {
    self.header = header
    messageID = header["message-id"].flatMap(MessageID.read)
  }

  public var from: String? { header["from"].flatMap { MailboxList.first(in: $0)?.description } }

  public var to: [String] {
    header["to"].map { MailboxList.all(in: $0, limit: Self.addresseeLimit).map(\.description) }
      ?? []
  }

  /// In UTF-8, decoded.
  public var subject: String? { header.decoded("subject")?.string }
}

/// A Message-ID without its angle brackets (RFC 5322 section 3.6.4).
enum MessageID {
  /// In UTF-8.
  static func read(_ field: Bytes) -> Bytes? {
    var id = field
    if let open = id.firstIndex(of: UInt8(ascii: "<")) {
      id = id.dropFirst(open + 1)
      if let close = id.firstIndex(of: UInt8(ascii: ">")) { id = id.prefix(close) }
    }
    id = id.trimmed()
    // RFC 5322 allows lines of 998 octets; what is longer is no id.
    return id.isEmpty || id.count > 998 ? nil : id.inUTF8
  }
}
