import ArgumentParser
import Lists
import Model
import Octets

extension Cause: ExpressibleByArgument {}
extension DomainProblem: ExpressibleByArgument {}
extension EventKind: ExpressibleByArgument {}

/// An address as it is typed: bare, or in angle brackets.
struct AddressArgument: ExpressibleByArgument {
  let address: EmailAddress

  init?(argument: String) {
    if let listed = ListedAddress(in: Bytes(argument)) {
      address = listed.address
      return
    }
    // A user of this host, or a screen name.
    var text = Substring(argument)
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    guard !text.isEmpty, !text.contains("@"), text.utf8.count <= EmailAddress.maximumLength else {
      return nil
    }
    address = EmailAddress(local: String(text), domain: "")
  }
}
