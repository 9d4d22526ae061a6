/// OpenSMTPD: `address: reason`, between indented prose.
extension Dialect {
  static let openSMTPD = Dialect(
    name: "opensmtpd",
    marks: [
      .sure(.text, "This is the MAILER-DAEMON, please DO NOT REPLY to this"),
      .hint(.text, "An error has occurred while attempting to deliver a message"),
      .hint(.text, "Your message was successfully delivered to these recipients"),
      .hint(.subject, "Delivery status notification"),
    ],
    begins: ["the following list of recipients", "delivered to these recipients"],
    ends: ["Please note that this is only a temporary", "Below is a copy of the original"],
    read: { $0.readLists(AddressList()) })
}
