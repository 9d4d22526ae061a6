import Mail
import Model
import Octets

/// Who wrote a message: a mail system, a person, or a program that answers for one.
struct Author {
  /// In lower case, "" where absent or `<>`.
  let address: Bytes
  /// The From field, decoded.
  let from: Bytes
  /// Whether it was sent with the null return path, as all reports must be (RFC 5321 section 4.5.5).
  let hasNullReturnPath: Bool
  let isMailSystem: Bool
  /// Whether the address alone says so: anybody can call himself Mail Administrator.
  let hasSystemAddress: Bool

  init(_ header: Header) {
    from = header.decoded("from") ?? .empty
    address = Author.addressText(header["from"] ?? .empty)
    if let path = header["return-path"] {
      hasNullReturnPath = path.equalsFolded("<>") || path.equalsFolded("< >") || path.isEmpty
    } else {
      hasNullReturnPath = false
    }
    // `From: <>` is the null return path where it does not belong; persons have an address.
    hasSystemAddress =
      Author.isDaemon(address) || (address.isEmpty && from.contains(UInt8(ascii: "<")))
    isMailSystem = hasSystemAddress || Author.namesDaemon(from)
  }

  /// Whether nobody sits behind the address: `no-reply@`, `notifications@`.
  var isMachine: Bool {
    isListSoftware || Author.machines.occurs(in: localPart)
  }

  private static let machines = PhraseSet([
    "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "admin", "notif", "system",
    "server", "robot",
    "auto", "gateway", "support", "mail", "alert", "security", "service", "virus", "spam", "filter",
    "abuse",
  ])

  /// The domain of the address, in UTF-8.
  var host: Bytes? {
    address.lastIndex(of: UInt8(ascii: "@")).map { address.dropFirst($0 + 1).inUTF8 }
  }

  private var localPart: Bytes {
    address.prefix(address.lastIndex(of: UInt8(ascii: "@")) ?? address.count)
  }

  /// The addresses list servers send from: `list-bounces@`, `owner-list@`.
  var isListSoftware: Bool {
    let local = localPart
    return local.contains("bounce") || local.hasPrefix("owner-") || local.hasSuffixFolded("-owner")
      || local.hasSuffixFolded("-request") || local.hasPrefix("mailman")
      || local.hasPrefix("listserv")
      || local.hasPrefix("majordomo") || local.hasPrefix("sympa")
  }

  private static func addressText(_ from: Bytes) -> Bytes {
    if let (local, domain) = MailboxList.firstParts(in: from) {
      guard domain.firstIndex(where: { $0 >= 0x80 }) == nil else {
        return Bytes(EmailAddress(local: local.string, domain: domain.string).key)
      }
      return Bytes(capacity: local.count + 1 + domain.count) { buffer in
        for position in 0..<local.count { buffer[position] = local[position].lowercased }
        buffer[local.count] = UInt8(ascii: "@")
        for position in 0..<domain.count {
          buffer[local.count + 1 + position] = domain[position].lowercased
        }
        return buffer.count
      }
    }
    // A local user: `From: MAILER-DAEMON`, `From: Mail System <mailer-daemon>`.
    if let open = from.lastIndex(of: UInt8(ascii: "<")) {
      let close = from.firstIndex(of: UInt8(ascii: ">"), from: open) ?? from.count
      return from[open + 1..<close].trimmed().lowercased()
    }
    return from.contains(0x20) ? .empty : from.lowercased()
  }

  private static let daemons: [StaticString] = [
    "mailer-daemon", "postmaster", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon",
    "mail_daemon",
    "post_master", "mmdf", "double-bounce", "mail.delivery.system", "mail-delivery", "maildelivery",
    "mail.delivery", "delivery", "ndr", "non-delivery", "nondelivery", "daemon", "mdaemon", "smtp",
    "imss",
    "mta", "no-reply-bounce", "microsoftexchange", "mail-delivery-subsystem", "bounce-notification",
    "mailsystem",
    "mail-system", "emailsystem", "listserv", "mailadmin", "mail-admin", "mailgateway",
    "mailmaster",
  ]

  private static func isDaemon(_ address: Bytes) -> Bool {
    let local = address.prefix(address.lastIndex(of: UInt8(ascii: "@")) ?? address.count)
    guard !local.isEmpty else { return false }
    if local.hasPrefix("mailer-daemon") || local.hasPrefix("postmaster")
      || local.hasPrefix("mdaemon")
      || local.hasPrefix("microsoftexchange")
    {
      return true
    }
    return daemons.contains { local == $0 }
  }

  private static let names = PhraseSet([
    "mailer-daemon", "mail delivery", "delivery subsystem", "delivery system", "postmaster",
    "system administrator",
    "mail deliver", "mail administrator", "mail system", "delivery agent", "mailer daemon",
    "internet mail",
    "undeliver", "non-delivery", "mail server", "mailserver", "smtp", "mail service",
    "mail gateway",
  ])

  private static func namesDaemon(_ from: Bytes) -> Bool {
    from.count < 2_000 && names.occurs(in: from)
  }
}
