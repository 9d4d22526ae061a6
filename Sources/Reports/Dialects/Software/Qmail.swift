/// qmail-send and its children: netqmail, qmail-ldap, vpopmail, notqmail, and the many providers that
/// changed its first sentences. What they all kept is `<address>:` alone in a line, the reason below it,
/// and a blank line between two recipients (D. J. Bernstein's QSBMF).
extension Dialect {
  static let qmail = Dialect(
    name: "qmail",
    marks: [
      .sure(.text, "this is the qmail-send program"),
      .sure(.text, "I'm afraid I wasn't able to deliver your message to the following addresses"),
      .sure(.text, "Hi. This is the ANY program at"),
      .sure(.text, "Hi. The MTA program at"),
      .sure(.text, "There's a problem with the e-mail address(es) you're trying to send to"),
      .sure(.text, "Check your send e-mail address"),
      .sure(.text, "This is the machine generated message from mail service"),
      .sure(.text, "Unfortunately, your mail was not delivered to the following address"),
      .sure(.text, "Your mail message to the following address"),
      .sure(.text, "Your message to the following addresses"),
      .sure(.text, "Su mensaje no pudo ser entregado"),
      .sure(.text, "This is the deliver program at"),
      .hint(.text, "This is a permanent error; I've given up"),
      .hint(.text, "below this line is a copy of the message"),
      .hint(.text, "below the next line is a copy of the message"),
      .hint(.subject, "failure notice"),
      .hint(.from, "MAILER-DAEMON"),
    ],
    begins: [
      "to the following addresses", "to the following address",
      "This is a permanent error; I've given up. Sorry it didn't work out",
      "This is a permanent error",
    ],
    ends: ["attachment is a copy of the message"],
    read: { report in
      let block = AddressList(bracketed: true, blanks: true, colon: true, isWhole: true)
      let listed = block.read(report, from: 0).recipients
      if !listed.isEmpty { return report.recipients(listed) }
      return report.readLists(AddressList())
    })
}
