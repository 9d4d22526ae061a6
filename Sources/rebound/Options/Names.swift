import ArgumentParser
import Model

extension Cause: ExpressibleByArgument {}
extension DomainProblem: ExpressibleByArgument {}
extension EventKind: ExpressibleByArgument {}

/// An address as it is typed: bare, or in angle brackets.
struct AddressArgument: ExpressibleByArgument {
  let address: EmailAddress

  init?(argument: String) {
    var text = Substring(argument)
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    guard !text.isEmpty, text.utf8.count <= EmailAddress.maximumLength else { return nil }
    guard let at = text.lastIndex(of: "@") else {
      address = EmailAddress(local: String(text), domain: "")
      return
    }
    let domain = text[text.index(after: at)...]
    guard at > text.startIndex, !domain.isEmpty else { return nil }
    address = EmailAddress(local: String(text[..<at]), domain: String(domain))
  }
}
