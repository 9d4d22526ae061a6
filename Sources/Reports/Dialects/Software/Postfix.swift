/// Postfix's bounce(8), old and new, and whoever changed its template: `<address>: reason`, wrapped with
/// an indent.
extension Dialect {
  static let postfix = Dialect(
    name: "postfix",
    marks: [
      .sure(.text, "This is the Postfix program at host"),
      .sure(.text, "This is the mail system at host"),
      .sure(.text, "I'm sorry to have to inform you that your message could not"),
      .sure(.text, "I'm sorry to have to inform you that the message returned"),
      .sure(.text, "Enclosed is the mail delivery report that you requested"),
      .sure(.text, "The Postfix program"),
      .hint(.text, "For further assistance, please send mail to postmaster"),
      .hint(.text, "delete your own text from"),
      .hint(.subject, "Undelivered Mail Returned to Sender"),
      .hint(.subject, "Delayed Mail (still being retried)"),
      .hint(.from, "Mail Delivery System"),
    ],
    read: { report in
      let block = AddressList(bracketed: true, colon: true, isWhole: true)
      return report.recipients(block.read(report, from: 0).recipients)
    })
}
