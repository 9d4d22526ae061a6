import Mail
import Model
import Octets

extension OriginalMessage {
  /// How many addressees of the returned message are kept.
  private static let addresseeLimit = 100

  init(_ header: Header) {
    self.init(
      messageID: header["message-id"].flatMap(MessageID.read),
      from: header["from"].flatMap { MailboxList.first(in: $0)?.description },
      to: header["to"].map {
        MailboxList.all(in: $0, limit: Self.addresseeLimit).map(\.description)
      } ?? [],
      subject: header.decoded("subject")?.string)
  }
}

/// A Message-ID without its angle brackets (RFC 5322 section 3.6.4).
enum MessageID {
  static func read(_ field: Bytes) -> String? {
    var id = field
    if let open = id.firstIndex(of: UInt8(ascii: "<")) {
      id = id.dropFirst(open + 1)
      if let close = id.firstIndex(of: UInt8(ascii: ">")) { id = id.prefix(close) }
    }
    id = id.trimmed()
    // RFC 5322 allows lines of 998 octets; what is longer is no id.
    return id.isEmpty || id.count > 998 ? nil : id.string
  }
}
