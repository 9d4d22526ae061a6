import Model
import Octets

/// Google Groups, which answers in the reader's language that a group may not exist or may not be posted
/// to. The group's address stands in the header only; the text gives its name in brackets.
extension Dialect {
  static let googleGroups = Dialect(
    name: "google-groups",
    marks: [
      .sure(.text, "group you tried to contact"),
      .sure(.text, "groups.google.com/support"),
      .hint(.text, "Google Groups"), .hint(.text, "google.com/a/"),
      .hint(.from, "mailer-daemon@googlemail.com"), .hint(.from, "mailer-daemon@google.com"),
    ],
    read: { report in
      let named = report.failedRecipients
      guard !named.isEmpty else { return [] }
      // The first sentence names the group: the second paragraph, behind the greeting.
      guard
        let sentence = report.lines.prefix(20).first(where: { line in
          guard let open = report.text[line.range].firstIndex(of: UInt8(ascii: "(")) else {
            return false
          }
          let inside = report.text[(line.start + open + 1)..<line.end]
          return named.contains { inside.hasPrefix(Bytes($0.local)) }
        })
      else { return [] }
      return named.map { report.recipient($0, kind: .failed, reason: [sentence.range]) }
    })
}
