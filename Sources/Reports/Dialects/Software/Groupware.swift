import Model
import Octets

/// Mail servers of offices and small providers.
extension Dialect {
  /// Novell GroupWise: `address (reason)`, the details in brackets below.
  static let groupWise = Dialect(
    name: "groupwise",
    marks: [
      .sure(.text, "The message that you sent was undeliverable to the following"),
      .sure(.mailer, "GroupWise"), .hint(.text, "GroupWise"),
      .hint(.text, "Possibly truncated original message follows"),
      .hint(.subject, "Message status - undeliverable"),
    ],
    begins: ["was undeliverable to the following", "could not be delivered to the following"],
    ends: ["truncated original message follows"],
    read: { report in
      let listed = report.readLists(AddressList())
      return listed.isEmpty ? readLocalNames(report) : listed
    })

  /// GroupWise names its own users without a domain: `jdoe (user unknown)`.
  private static func readLocalNames(_ report: ReportText) -> [ReportedRecipient] {
    guard let begins = report.first(.begins),
      let sign = report.notice.from.lastIndex(of: UInt8(ascii: "@"))
    else { return [] }
    let domain = report.notice.from[(sign + 1)...].string
    var result: [ListedRecipient] = []
    for line in report.lines[(report.line(at: begins.upperBound) + 1)...] {
      if line.isBlank {
        if result.isEmpty { continue }
        break
      }
      let content = report.text[line.range]
      if let open = content.firstIndex(of: UInt8(ascii: "(")), open > 0 {
        let name = content[..<open].trimmed()
        guard name.firstIndex(where: { !AddressText.isLocal($0) && $0 != 0x20 }) == nil,
          !name.contains(0x20)
        else { break }
        let reason = Line(content[open...], at: line.start + open).range
        result.append(
          ListedRecipient(
            address: EmailAddress(local: name.string, domain: domain), reason: [reason]))
      } else if let last = result.indices.last {
        result[last].reason.append(line.range)
      }
    }
    return report.recipients(result)
  }

  static let hMailServer = Dialect(
    name: "hmailserver",
    marks: [
      .sure(.text, "hMailServer sent"), .sure(.text, "hMailServer"),
    ],
    begins: [
      "The following recipient(s) could not be reached",
      "The following recipients could not be reached",
    ],
    read: { report in
      var recipients = report.readLists(AddressList())
      for position in recipients.indices {
        // The command sent is named in the reason; the server's reply follows it.
        if let sent = recipients[position].evidence.text.position(ofFolded: "hmailserver sent: ") {
          recipients[position].evidence.stage = .namedBy(
            recipients[position].evidence.text.dropFirst(sent + 18))
        }
      }
      return recipients
    })

  static let mailEnable = Dialect(
    name: "mailenable",
    marks: [
      .sure(.text, "MailEnable: Message could not be delivered to some recipients"),
      .sure(.text, "MailEnable"),
      .hint(.from, "Delivery Subsystem"), .hint(.subject, "Message Delivery Failure"),
    ],
    begins: ["recipient(s) could not be reached", "could not be delivered to some recipients"],
    ends: ["Message headers follow"],
    read: { $0.readLists(AddressList()) })

  static let mDaemon = Dialect(
    name: "mdaemon",
    marks: [
      .sure(.from, "MDaemon"),
      .sure(.text, "The attached message had PERMANENT fatal delivery errors"),
      .sure(.text, "The attached message had TRANSIENT non-fatal delivery errors"),
      .sure(.text, "YOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS"),
      .sure(.text, "The following addresses did NOT receive a copy of your message"),
      .hint(.text, "Session Transcript"), .hint(.text, "Failed address"),
      .hint(.text, "There is no user by that name at this server"),
      .hint(.subject, "User unknown"), .hint(.subject, "Permanent Delivery Failure"),
    ],
    begins: ["Failed address", "did NOT receive a copy of your message"],
    ends: ["Session Transcript"],
    read: readMDaemon)

  @Sendable
  private static func readMDaemon(_ report: ReportText) -> [ReportedRecipient] {
    let begins = report.first(.begins).map { report.line(at: $0.lowerBound) } ?? 0
    let transcript = report.lines.firstIndex {
      report.text[$0.range].containsFolded("session transcript")
    }
    var listed = AddressList().read(report, from: begins, to: transcript ?? .max).recipients
    guard let transcript else {
      return report.recipients(listed, common: report.paragraph(around: begins))
    }
    let isListed = !listed.isEmpty
    // `Tue …: --> RCPT To:<user@host>` and `Tue …: <-- 550 …`; older versions without the date.
    var recipient: EmailAddress?
    var stage: SMTPStage?
    var own: [EmailAddress: (lines: [Range<Int>], stage: SMTPStage?)] = [:]
    var all: (lines: [Range<Int>], stage: SMTPStage?) = ([], nil)
    for line in report.lines[(transcript + 1)...] {
      let content = report.text[line.range]
      if report.isRule(line) { break }
      if let arrow = content.position(of: "-->") ?? content.position(of: ">>>") {
        let command = content.dropFirst(arrow + 3)
        stage = .namedBy(command)
        recipient =
          stage == .rcpt ? AddressText.first(in: report.text, line.range)?.address : nil
      } else if let arrow = content.position(of: "<--") ?? content.position(of: "<<<") {
        let reply = Line(content.dropFirst(arrow + 3), at: line.start + arrow + 3).range
        guard let first = report.text[reply].first,
          first == UInt8(ascii: "4") || first == UInt8(ascii: "5")
        else { continue }
        if let recipient {
          if listed.isEmpty || own[recipient] == nil, !isListed {
            listed.append(ListedRecipient(address: recipient, reason: []))
          }
          own[recipient, default: ([], stage)].lines.append(reply)
        } else {
          all.lines.append(reply)
          all.stage = stage
        }
      }
    }
    for position in listed.indices {
      listed[position].reason += own[listed[position].address]?.lines ?? []
    }
    let common = all.lines.isEmpty ? report.paragraph(around: begins) : all.lines
    var recipients = report.recipients(listed, common: common)
    for position in recipients.indices where recipients[position].evidence.stage == nil {
      recipients[position].evidence.stage =
        own[recipients[position].address].map(\.stage) ?? all.stage
    }
    return recipients
  }

  /// Ipswitch IMail (SMTP32): `Unknown user: address`, and the reply below it.
  static let iMail = Dialect(
    name: "imail",
    marks: [
      .sure(.mailer, "SMTP32"), .hint(.subject, "Undeliverable Mail"), .hint(.from, "Postmaster"),
      .hint(.text, "generated following response"),
    ],
    begins: [
      "Unknown user", "Unknown host", "Invalid final delivery userid",
      "User mailbox exceeds allowed size",
      "undeliverable to", "Delivery failed ANY attempts", "Delivery failed", "User not found",
      "Mailbox full",
      "Could not deliver to", "Unable to deliver to",
    ],
    read: { report in
      var result: [ListedRecipient] = []
      for line in report.lines where !line.isBlank {
        if report.contains(.begins, in: line.range),
          let found = AddressText.first(in: report.text, line.range)
        {
          result.append(ListedRecipient(address: found.address, reason: [line.range]))
        } else if report.isRule(line) || report.isEnd(line) {
          break
        } else if let last = result.indices.last {
          result[last].reason.append(line.range)
        }
      }
      return report.recipients(result)
    })

  /// CommuniGate Pro: `Failed to deliver to 'address'`, then `SMTP module(domain …) reports:`.
  static let communiGate = Dialect(
    name: "communigate",
    marks: [
      .sure(.text, "SMTP module domain"), .sure(.text, "LOCAL module account"),
      .hint(.text, "module reports"),
      .hint(.text, "Failed to deliver to"), .hint(.text, "Message delivery to"),
      .hint(.mailer, "CommuniGate"),
      .sure(.text, "module(domain"), .sure(.text, "module(account"),
    ],
    begins: ["Failed to deliver to", "Message delivery to", "Delivered to"],
    read: { report in
      var result: [ListedRecipient] = []
      for line in report.lines {
        if report.contains(.begins, in: line.range),
          let found = AddressText.first(in: report.text, line.range)
        {
          result.append(ListedRecipient(address: found.address, reason: []))
        } else if line.isBlank {
          continue
        } else if report.isRule(line) || report.isEnd(line) {
          break
        } else if let last = result.indices.last {
          result[last].reason.append(line.range)
        }
      }
      return report.recipients(result)
    })

  static let kerio = Dialect(
    name: "kerio",
    marks: [
      .sure(.text, "Your message has encountered delivery problems"), .hint(.from, "Kerio"),
      .hint(.mailer, "Kerio"),
      .hint(.text, "to the following recipient(s)"),
    ],
    begins: ["to the following recipient(s)", "to the following recipients"],
    read: { $0.readLists(AddressList(blanks: true)) })

  /// Oracle (Sun, iPlanet) Messaging Server and PMDF: `Recipient address:` and fields below it.
  static let messagingServer = Dialect(
    name: "messaging-server",
    marks: [
      .sure(.text, "This report relates to a message you sent with the following header fields"),
      .sure(.text, "Your message is being returned; it has been enqueued and undeliverable for"),
      .sure(.text, "Your message has been enqueued and undeliverable for"),
      .hint(.text, "Your message cannot be delivered to the following recipients"),
      .hint(.text, "Recipient address"),
      .hint(.subject, "Delivery Notification"),
    ],
    begins: ["Recipient address"],
    ends: ["Original-envelope-id", "Reporting-MTA", "The mail system will continue"],
    read: { report in
      var result: [ListedRecipient] = []
      for line in report.lines {
        let content = report.text[line.range]
        if content.hasPrefixFolded("recipient address:") {
          guard let found = AddressText.first(in: report.text, line.range) else { continue }
          result.append(ListedRecipient(address: found.address, reason: []))
        } else if content.hasPrefixFolded("original address:") {
          let found = AddressText.first(in: report.text, line.range)
          if let last = result.indices.last { result[last].origin = found?.address }
        } else if line.isBlank {
          if let last = result.last, !last.reason.isEmpty { continue }
        } else if report.isEnd(line) {
          if !result.isEmpty { break }
        } else if let last = result.indices.last {
          result[last].reason.append(line.range)
        }
      }
      return report.recipients(
        result,
        common: report.paragraph(
          around: report.first(.failure).map { report.line(at: $0.lowerBound) } ?? 0))
    })

  /// Netscape Messaging Server and what descends from it (Openwave, InterMail): the reason in prose above the
  /// recipients.
  static let netscape = Dialect(
    name: "netscape",
    marks: [
      .sure(.text, "This Message was undeliverable due to the following reason"),
      .hint(.text, "The following recipients did not receive your message"),
      .hint(.text, "The following recipients did not receive this message"),
      .hint(.text, "if you feel this message to be in error"),
      .hint(.subject, "Mail System Error - Returned Mail"),
      .hint(.from, "Mail Administrator"),
    ],
    begins: [
      "The following recipients did not receive your message",
      "The following recipients did not receive this message",
      "The following recipient did not receive your message", "did not receive this message",
      "due to the following reason",
    ],
    ends: ["Please reply to", "feel this message to be in error"],
    read: { report in
      let bracketed = report.lists(AddressList(names: true, bracketed: true))
      var (listed, common) =
        bracketed.recipients.isEmpty ? report.lists(AddressList()) : bracketed
      // The reason stands between the first sentence and the first list, or the first address.
      let titles = report.openings.map { report.line(at: $0.lowerBound) }
      if let first = titles.first {
        let rest = report.lines[(first + 1)...]
        let second = titles.first { $0 > first }
        let list = rest.firstIndex { report.text[$0.range].contains(UInt8(ascii: "@")) }
        let reason = report.content(from: first + 1, to: second ?? list ?? report.lines.count)
        if !reason.isEmpty {
          common = reason
          for position in listed.indices { listed[position].reason = [] }
        }
      }
      return report.recipients(listed, common: common, kind: .failed)
    })

  /// L-Soft's LSMTP: fields meant for LISTSERV.
  static let lsmtp = Dialect(
    name: "lsmtp",
    marks: [
      .sure(.text, "Error-for"), .hint(.from, "LSMTP"), .hint(.text, "Error description"),
      .hint(.text, "Error-Text"),
    ],
    begins: ["Error-for"],
    ends: ["Error-End"],
    read: { report in
      var result: [ListedRecipient] = []
      var inText = false
      for line in report.lines {
        let content = report.text[line.range]
        if content.hasPrefixFolded("error-for:") {
          guard let found = AddressText.first(in: report.text, line.range) else { continue }
          result.append(ListedRecipient(address: found.address, reason: []))
        } else if content.hasPrefixFolded("error-text:") {
          inText = true
          if let last = result.indices.last {
            result[last].reason.append(Line(content.dropFirst(11), at: line.start + 11).range)
          }
        } else if line.isBlank || content.hasPrefixFolded("error-") {
          inText = false
        } else if inText, let last = result.indices.last {
          result[last].reason.append(line.range)
        }
      }
      return report.recipients(result)
    })

  /// IceWarp, formerly Merak: `Failed Recipient:` and `Reason:`.
  static let iceWarp = Dialect(
    name: "icewarp",
    marks: [
      .sure(.text, "The header and top 20 lines of the message follows"),
      .hint(.text, "Failed Recipient"),
      .sure(.text, "Could not deliver message to the following recipient(s)"),
      .hint(.subject, "Delivery Failure"),
    ],
    begins: ["Could not deliver message to the following recipient(s)"],
    read: { $0.readLists(AddressList()) })
}
