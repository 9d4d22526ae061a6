import Octets

/// Japanese telephone companies.
extension Dialect {
  static let auOne = Dialect(
    name: "kddi",
    marks: [
      .hint(.text, "Could not be delivered to"), .hint(.text, "As their mailbox is full"),
      .hint(.text, "Your mail sent on"), .hint(.from, "dion.ne.jp"), .hint(.from, "auone-net.jp"),
    ],
    begins: ["Could not be delivered to"],
    read: { report in
      report.text.containsFolded("your mail sent on")
        || report.text.containsFolded("your mail attempted")
        ? report.readLists(AddressList()) : []
    })

  static let ezWeb = Dialect(
    name: "ezweb",
    marks: [
      .sure(.from, "Postmaster@ezweb.ne.jp"), .sure(.from, "Postmaster@au.com"),
      .sure(.text, "Each of the following recipients was rejected by a remote"),
      .hint(.text, "The user(s) account is disabled"),
      .hint(.text, "The user(s) account is temporarily limited"),
      .hint(.subject, "Mail System Error - Returned Mail"),
      .hint(.text, "送信先メールアドレスが見つからないか"),
    ],
    begins: [
      "was rejected by a remote mail server", "account is disabled",
      "account is temporarily limited",
      "The following recipients did not receive this message", "did not receive your message",
      "次のあて先へのメッセージはエラーのため送信できませんでした", "No such user",
    ],
    read: { report in
      // The canned sentence says what the reply's "user unknown" does not: that the account is disabled.
      let canned = report.lines.filter { report.contains(.begins, in: $0.range) }.map(\.range)
      let account = canned.prefix(4).filter { report.text[$0].containsFolded("account is") }
      var listed = AddressList().read(report, from: 0).recipients
      for position in listed.indices where !listed[position].reason.isEmpty {
        let reason = listed[position].reason
        listed[position].reason = account.filter { !reason.contains($0) } + reason
      }
      return report.recipients(
        listed, common: canned.isEmpty ? report.paragraph(around: 0) : canned)
    })

  static let docomo = Dialect(
    name: "docomo",
    marks: [
      .sure(.from, "mailer-daemon@docomo.ne.jp"), .sure(.from, "mail.docomo.ne.jp"),
      .hint(.from, "docomo"), .hint(.subject, "Undelivered Mail Returned to Sender"),
      .hint(.subject, "Mail System Error"), .hint(.text, "次のあて先"),
    ],
    begins: [
      "次のあて先へのメッセージ", "The following addresses had permanent fatal errors",
      "could not be delivered to the following",
      "宛先に送信できませんでした", "以下の宛先",
    ],
    read: { $0.readLists(AddressList()) })
}
