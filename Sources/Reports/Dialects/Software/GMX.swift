/// GMX, web.de, mail.com, 1&1 and IONOS ("Nemesis"): Exim's first sentences, then a form of its own:
/// the address quoted, bracketed or bare, and unindented reasons.
extension Dialect {
  static let gmx = Dialect(
    name: "gmx",
    marks: [
      .sure(.text, "The header of the original message is following"),
      .sure(.from, "mailer-daemon@kundenserver"), .sure(.from, "mailer-daemon@mail.gmx"),
      .sure(.from, "mailer-daemon@gmx"), .sure(.from, "mailer-daemon@perfora.net"),
      .sure(.from, "mailer-daemon@web.de"), .sure(.from, "mailer-daemon@mail.com"),
      .sure(.text, "SMTP error from remote server after RCPT command"),
      .sure(.text, "SMTP error from remote server for TEXT command"),
    ],
    begins: [
      "The following address failed", "The following recipients failed",
      "The following addresses failed",
      "The following address(es) failed",
      "has not yet been delivered to the following addresses",
      "has not yet been delivered to the following address",
    ],
    ends: ["No action is required on your part", "The header of the original message"],
    read: { report in
      report.readLists(AddressList(blanks: true))
    })
}
