/// Yahoo, and those who run its software: a qmail child that kept `<address>:` and writes the reply as
/// `550: 5.1.1 …`, with the command in brackets below.
extension Dialect {
  static let yahoo = Dialect(
    name: "yahoo",
    marks: [
      .sure(.text, "Sorry, we were unable to deliver your message to the following address"),
      .sure(.text, "Unable to deliver message to the following address(es)"),
      .sure(.text, "Unable to deliver message to the following address"),
      .hint(.text, "Message from"), .hint(.text, "Original message follows"),
      .hint(.subject, "Failure Notice"), .hint(.subject, "Delivery failure"),
      .hint(.from, "MAILER-DAEMON@yahoo"),
    ],
    begins: [
      "unable to deliver your message to the following address",
      "unable to deliver your message to the following addresses",
      "Unable to deliver message to the following address(es)",
      "Unable to deliver message to the following address",
    ],
    read: { report in
      let listed = report.readLists(AddressList(bracketed: true, blanks: true, colon: true))
      return listed.isEmpty ? report.readLists(AddressList()) : listed
    })
}
