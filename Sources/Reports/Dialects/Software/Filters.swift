import Model
import Octets

/// Mail filters and relays that report one recipient, or a few, in sentences of their own.
extension Dialect {
  static let mimecast = Dialect(
    name: "mimecast",
    marks: [
      .sure(.text, "The problem appears to be"),
      .hint(.subject, "[Postmaster] Email Delivery Failure"),
      .hint(.text, "Additional information follows"),
    ],
    begins: [
      "to the following address could not be delivered", "addressed to email address",
      "to the following addresses could not be delivered",
    ],
    ends: [
      "With subject", "This condition occurred after",
      "If you sent the email to multiple recipients",
    ],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let number = report.line(at: begins.upperBound)
      let list = AddressList().read(report, from: number + 1)
      let problem = report.lines.firstIndex {
        report.text[$0.range].hasPrefixFolded("the problem appears to be")
      }
      let end = report.lines.firstIndex {
        report.text[$0.range].hasPrefixFolded("this condition occurred")
      }
      let reason = report.content(from: (problem ?? number) + 1, to: end ?? report.lines.count)
      let answers = reason.filter {
        report.text[$0].firstIndex(where: \.isAlphanumeric) != nil
          && !report.text[$0].hasPrefixFolded("additional information")
      }
      return report.recipients(
        list.recipients.map { ListedRecipient(address: $0.address, reason: answers) })
    })

  static let messageLabs = Dialect(
    name: "messagelabs",
    marks: [
      .sure(.text, "This is the mail delivery agent at messagelabs.com"),
      .hint(.text, "This is the mail delivery agent at"), .hint(.from, "messagelabs.com"),
      .hint(.text, "I was unable to deliver your message to the following addresses"),
      .hint(.text, "I was not able to deliver your message to the following addresses"),
    ],
    begins: [
      "deliver your message to the following addresses",
      "deliver your message to the following address",
    ],
    ends: ["The message subject was", "Please do not reply to this email"],
    read: { $0.readLists(AddressList(blanks: true)) })

  static let symantec = Dialect(
    name: "symantec",
    marks: [
      .sure(.from, "Symantec_AntiVirus_for_SMTP_Gateways"), .hint(.from, "Symantec"),
      .hint(.text, "could not be delivered to the following recipients"),
      .hint(.subject, "Delivery failure notification"),
    ],
    begins: [
      "could not be delivered to the following recipients",
      "could not be delivered to the following recipient",
    ],
    ends: ["Please do not resend your original message"],
    read: { $0.readLists(AddressList()) })

  static let barracuda = Dialect(
    name: "barracuda",
    marks: [
      .sure(.text, "was blocked by our Spam Firewall"), .sure(.from, "Barracuda Spam Firewall"),
      .hint(.subject, "Message you sent blocked by our bulk email filter"),
      .hint(.text, "has NOT BEEN DELIVERED"),
    ],
    begins: ["Your message to"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let number = report.line(at: begins.upperBound)
      let paragraph = report.paragraph(around: number)
      let end = report.lines[min(number + 4, report.lines.count - 1)].end
      guard let found = AddressText.first(in: report.text, begins.upperBound..<end) else {
        return []
      }
      let rest = report.content(from: number, to: number + 8)
      return [
        report.recipient(found.address, kind: .failed, reason: rest.isEmpty ? paragraph : rest)
      ]
    })

  static let mailFoundry = Dialect(
    name: "mailfoundry",
    marks: [
      .sure(.text, "Delivery failed for the following reason"),
      .hint(.text, "Unable to deliver message to"),
      .hint(.subject, "Message delivery has failed"),
    ],
    begins: ["Unable to deliver message to"],
    ends: ["This has been a permanent failure"],
    read: { $0.readLists(AddressList()) })

  static let mailMarshal = Dialect(
    name: "mailmarshal",
    marks: [
      .sure(.text, "The following recipients were affected"),
      .hint(.text, "Could not be delivered because of"),
      .hint(.subject, "Undeliverable Mail"), .hint(.text, "Additional Information"),
      .hint(.text, "could not be delivered"),
    ],
    begins: ["The following recipients were affected", "The following recipient was affected"],
    ends: ["Additional Information"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      let number = report.line(at: begins.lowerBound)
      let list = AddressList().read(report, from: number + 1)
      let because = report.lines[..<number].lastIndex {
        report.text[$0.range].containsFolded("because of")
      }
      var reason = report.content(from: (because ?? -1) + 1, to: number)
      if reason.isEmpty { reason = report.content(from: 0, to: number) }
      return report.recipients(list.recipients, common: reason)
    })

  static let surfControl = Dialect(
    name: "surfcontrol",
    marks: [
      .sure(.text, "A transcript of the attempts to send the message follows"),
      .sure(.text, "The number of attempts made"), .hint(.text, "Your message could not be sent"),
      .hint(.mailer, "SurfControl"), .hint(.text, "Addressed To"),
    ],
    begins: ["Addressed To"],
    ends: ["Message non-deliverable"],
    read: { report in
      var listed: [ListedRecipient] = []
      var positions: [EmailAddress: Int] = [:]
      for opening in report.openings {
        let line = report.lines[report.line(at: opening.upperBound)]
        AddressText.forEach(in: report.text, opening.upperBound..<line.end) {
          positions[$0.address] = listed.count
          listed.append(ListedRecipient(address: $0.address, reason: []))
        }
      }
      // The attempts: `address: [host], 550 …`, below a line with the date and one with the outcome.
      for line in report.lines {
        guard let heading = AddressHeading.read(report.text, line, names: false), heading.hasColon,
          let position = positions[heading.addresses[0]], !heading.rest.isEmpty
        else { continue }
        let words = report.text[heading.rest]
        let skip = words.first == UInt8(ascii: "[") ? (words.position(of: "], ") ?? -3) + 3 : 0
        listed[position].reason.append(heading.rest.lowerBound + skip..<heading.rest.upperBound)
      }
      let failed = report.lines.filter { report.text[$0.range].hasPrefixFolded("failed to") }.map(
        \.range)
      return report.recipients(listed, common: failed)
    })

  static let interScan = Dialect(
    name: "interscan",
    marks: [
      .sure(.text, "Message from InterScan"), .sure(.from, "InterScan"), .hint(.from, "imss@ANY"),
      .hint(.text, "and other recipients in the same domain"),
      .hint(.subject, "Mail could not be delivered"),
      .hint(.text, "Sent RCPT TO"), .hint(.text, "End of message"),
    ],
    begins: ["Unable to deliver message to", "Sent RCPT TO"],
    ends: [],
    read: { report in
      var result: [ListedRecipient] = []
      var positions: [EmailAddress: Int] = [:]
      var replies: [Range<Int>] = []
      for line in report.lines {
        let content = report.text[line.range]
        // The arrows stand the other way round than elsewhere: `Sent <<<`, `Received >>>`.
        if content.hasPrefixFolded("received >>>") || content.hasPrefixFolded("received <<<") {
          let reply = Line(content.dropFirst(12), at: line.start + 12)
          replies.append(reply.range)
          if let last = result.indices.last, result[last].reason.isEmpty {
            result[last].reason = [reply.range]
          }
          continue
        }
        guard
          report.contains(.begins, in: line.range) || content.hasPrefixFolded("sent <<<")
            || content.hasPrefixFolded("sent >>>"),
          let found = AddressText.first(in: report.text, line.range)
        else { continue }
        let isCommand = content.hasPrefixFolded("sent <<<") || content.hasPrefixFolded("sent >>>")
        if isCommand, !content.containsFolded("rcpt") { continue }
        if let known = positions[found.address] {
          if result[known].reason.isEmpty { result[known].reason = [line.range] }
        } else {
          positions[found.address] = result.count
          result.append(
            ListedRecipient(address: found.address, reason: isCommand ? [] : [line.range]))
        }
      }
      var recipients = report.recipients(result, common: replies)
      for position in recipients.indices where !replies.isEmpty {
        recipients[position].evidence.stage = recipients[position].evidence.stage ?? .rcpt
      }
      return recipients
    })

  static let mcAfee = Dialect(
    name: "mcafee",
    marks: [
      .sure(.text, "The following addresses had delivery problems ---"), .hint(.from, "McAfee"),
      .hint(.from, "WebShield"), .hint(.from, "GroupShield"),
      .hint(.text, "The following addresses had delivery problems"),
    ],
    begins: ["The following addresses had delivery problems"],
    read: { report in
      // Sendmail writes the same words between more dashes.
      let isTitle = report.lines.contains {
        report.text[$0.range].hasPrefix("--- The following addresses had delivery problems")
      }
      return isTitle ? report.readLists(AddressList()) : []
    })

  /// m-FILTER of Digital Arts: the reply and the command in sections of their own.
  static let mFilter = Dialect(
    name: "m-filter",
    marks: [
      .sure(.mailer, "m-FILTER"), .sure(.text, "以下のメールアドレスへの送信に失敗しました"),
      .hint(.text, "server message"), .hint(.text, "SMTP command"),
    ],
    begins: ["以下のメールアドレスへの送信に失敗しました", "failed to send to the following"],
    ends: ["server message"],
    read: { report in
      func section(_ name: StaticString) -> [Range<Int>] {
        guard
          let first = report.lines.firstIndex(where: { line in
            report.isRule(line) && report.text[line.range].containsFolded(name)
          })
        else { return [] }
        let rest = report.lines[(first + 1)...]
        return report.content(
          from: first + 1, to: rest.firstIndex { report.isRule($0) } ?? report.lines.count)
      }
      let reply = section("server message")
      let command = report.joined(section("smtp command"))
      var (listed, common) = report.lists(AddressList())
      if !reply.isEmpty {
        common = reply
        for position in listed.indices { listed[position].reason = [] }
      }
      var recipients = report.recipients(listed, common: common)
      for position in recipients.indices { recipients[position].evidence.stage = .namedBy(command) }
      return recipients
    })
}
