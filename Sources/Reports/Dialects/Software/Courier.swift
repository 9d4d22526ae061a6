import Octets

/// Courier: `<address>:` and an indented dialogue.
extension Dialect {
  static let courier = Dialect(
    name: "courier",
    marks: [
      .sure(.text, "running the Courier mail server"), .hint(.text, "UNDELIVERABLE MAIL"),
      .hint(.text, "DELAYED MAIL"), .hint(.text, "This is a delivery status notification from"),
    ],
    begins: [
      "Your message to the following recipients cannot be delivered",
      "Your message to the following recipients has been delayed",
      "Your message to the following recipients was successfully delivered",
    ],
    ends: ["If your message was also sent to additional recipients"],
    read: { report in
      var lists = report.readLists(AddressList(bracketed: true, blanks: true, colon: true))
      for position in lists.indices {
        // The command stands in front of the reply.
        let words = lists[position].evidence.text
        if words.containsFolded(">>> data") { lists[position].evidence.stage = .endOfData }
        if words.containsFolded(">>> mail") { lists[position].evidence.stage = .mail }
      }
      return lists
    })
}
