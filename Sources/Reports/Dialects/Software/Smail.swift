/// Smail 3 and early Exim: `Failed addresses follow:` between rules.
extension Dialect {
  static let smail = Dialect(
    name: "smail",
    marks: [
      .sure(.text, "Failed addresses follow"), .sure(.text, "Deferred addresses follow"),
      .hint(.text, "Message log follows"), .hint(.subject, "mail failed, returning to sender"),
    ],
    begins: ["Failed addresses follow", "Deferred addresses follow"],
    ends: ["Message text follows"],
    read: { $0.readLists(AddressList()) })
}
