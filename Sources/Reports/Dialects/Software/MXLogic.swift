/// MX Logic: `  <address>: reason`.
extension Dialect {
  static let mxLogic = Dialect(
    name: "mxlogic",
    marks: [
      .sure(.text, "A message that you have sent could not be delivered to one or more"),
      .sure(.text, "Included is a copy of the message header"),
      .hint(.from, "mxlogic.net"),
    ],
    begins: ["The following address failed", "The following addresses failed"],
    ends: ["Included is a copy of the message header"],
    read: { $0.readLists(AddressList(bracketed: true)) })
}
