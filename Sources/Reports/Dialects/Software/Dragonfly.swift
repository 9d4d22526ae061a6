/// The DragonFly Mail Agent: one recipient in a sentence, the reason below it.
extension Dialect {
  static let dragonfly = Dialect(
    name: "dragonfly",
    marks: [
      .sure(.text, "This is the DragonFly Mail Agent"),
      .hint(.text, "There was an error delivering your mail to"), .hint(.from, "MAILER-DAEMON"),
    ],
    begins: ["There was an error delivering your mail to"],
    ends: ["Message headers follow", "Original message follows"],
    read: { $0.readLists(AddressList(blanks: true)) })
}
