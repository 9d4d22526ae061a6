/// CompuServe: `Invalid receiver address: user@host`.
extension Dialect {
  static let compuServe = Dialect(
    name: "compuserve",
    marks: [
      .sure(.text, "Invalid receiver address"), .hint(.from, "compuserve.com"),
      .hint(.text, "Your message could not be delivered for the following reason"),
    ],
    begins: ["Invalid receiver address"],
    read: { $0.readLists(AddressList()) })
}
