import Mail
import Model
import Octets

/// A complaint of a recipient (RFC 5965), or what providers send in its place.
struct FeedbackReport {
  /// What a feedback report is about (the registry of RFC 5965 section 7.3).
  enum Kind {
    /// A person reported the message, or wants no more of them.
    case complaint
    /// A machine reports on authentication (RFC 6591), or a person takes the complaint back.
    case other
  }

  let kind: Kind
  /// In lower case: `abuse`, `fraud`, `opt-out`, …
  let type: Bytes
  private(set) var recipients: [EmailAddress]
  let reportingHost: Bytes?
  let date: Int64?

  /// Where the fields begin in a text that is not labelled as a report.
  static func start(in text: Bytes) -> Int? {
    guard let found = text.position(ofFolded: "feedback-type:") else { return nil }
    // At the start of a line, among fields that only such a report has.
    guard found == 0 || text[found - 1] == 0x0A || text[found - 1] == 0x0D,
      text.containsFolded("user-agent:") || text.containsFolded("original-mail-from:")
        || text.containsFolded("source-ip:")
    else { return nil }
    return found
  }

  init(_ content: Bytes, original: Header?, limit: Int) {
    var fields = Header(content)
    // Some write the fields in a second group.
    var blocks = HeaderBlocks(content)
    while let block = blocks.next() {
      if block.contains("feedback-type") { fields = block }
    }
    type = (fields["feedback-type"] ?? .empty).lowercased()
    kind = FeedbackReport.kind(of: type)
    reportingHost = fields["reporting-mta"].flatMap { MTAName.host(of: $0) }
    date = (fields["arrival-date"] ?? fields["received-date"]).flatMap(MailDate.parse)
    recipients = []
    for name in ["original-rcpt-to", "removal-recipient", "redacted-address"] as [StaticString]
    where recipients.isEmpty {
      for field in fields.all(name).prefix(limit) { add(field) }
    }
    if recipients.isEmpty, let original {
      for address in OriginalRecipient.all(in: original) { add(address) }
    }
  }

  private static func kind(of type: Bytes) -> Kind {
    if type.hasPrefix("auth-failure") || type.hasPrefix("not-spam") || type.hasPrefix("dmarc")
      || type.hasPrefix("dkim")
    {
      return .other
    }
    return .complaint
  }

  private mutating func add(_ field: Bytes) {
    if let address = TypedAddress(field).address ?? MailboxList.first(in: field) { add(address) }
  }

  private mutating func add(_ address: EmailAddress) {
    guard !Redaction.isRedacted(address), !recipients.contains(address) else { return }
    recipients.append(address)
  }
}

/// Providers that keep their users' addresses from senders put something in their place (RFC 6590).
enum Redaction {
  static func isRedacted(_ address: EmailAddress) -> Bool {
    let key = address.key
    return key.hasPrefix("redacted") || key.hasPrefix("[redacted") || key.hasPrefix("undisclosed")
      || key.hasSuffix("@redacted") || key.hasPrefix("xxx@") || key.hasPrefix("removed@")
  }
}

/// Whom a returned message was delivered to, as its header tells.
enum OriginalRecipient {
  /// The recipient in the envelope, where a host has written it down; else the addressees.
  static func all(in header: Header) -> [EmailAddress] {
    for name in [
      "x-hmxmroriginalrecipient", "x-original-rcpt-to", "x-original-to", "x-envelope-to",
      "envelope-to",
      "x-apparently-to", "x-rcpt-to", "x-forefront-originalrecipient", "x-rcpt-original",
      "delivered-to",
    ] as [StaticString] {
      if let field = header[name], let address = first(in: field) { return [address] }
    }
    for field in header.all("received") {
      if let address = forClause(field) { return [address] }
    }
    return header["to"].map { MailboxList.all(in: $0, limit: 100) } ?? []
  }

  /// `user@host via 192.0.2.1; …` stands in Yahoo's X-Apparently-To.
  private static func first(in field: Bytes) -> EmailAddress? {
    if let address = MailboxList.first(in: field) { return address }
    let end = field.firstIndex(where: { $0.isSpace || $0 == UInt8(ascii: ";") }) ?? field.count
    return AddressSpec.read(field.prefix(end))
  }

  /// The `for <user@host>` of a Received field (RFC 5321 section 4.4).
  private static func forClause(_ field: Bytes) -> EmailAddress? {
    guard let start = field.position(ofFolded: " for <") else { return nil }
    let rest = field.dropFirst(start + 6)
    guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    return AddressSpec.read(rest.prefix(end))
  }
}
