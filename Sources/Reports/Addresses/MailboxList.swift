import Model
import Octets

/// The mailboxes of a From, To or similar field (RFC 5322 section 3.4): display names, comments, groups
/// and quoted strings are passed over.
struct MailboxList: Sequence, IteratorProtocol {
  private let field: Bytes
  private var position = 0

  init(_ field: Bytes) { self.field = field }

  static func first(in field: Bytes) -> EmailAddress? {
    var list = MailboxList(field)
    return list.next()
  }

  static func all(in field: Bytes, limit: Int = 1_000) -> [EmailAddress] {
    var addresses: [EmailAddress] = []
    for address in MailboxList(field) {
      addresses.append(address)
      if addresses.count == limit { break }
    }
    return addresses
  }

  mutating func next() -> EmailAddress? {
    while position < field.count {
      if let address = AddressSpec.read(nextItem()) { return address }
    }
    return nil
  }

  /// The first mailbox as octets of the field.
  static func firstParts(in field: Bytes) -> (local: Bytes, domain: Bytes)? {
    var list = MailboxList(field)
    while list.position < field.count {
      if let parts = AddressSpec.parts(of: list.nextItem()) { return parts }
    }
    return nil
  }

  /// Reads to the next comma or semicolon outside of quotes, comments and brackets.
  private mutating func nextItem() -> Bytes {
    var start = position
    var bracketed: Bytes?
    // The address before a comment: `user@host (Name)`.
    var end: Int?
    loop: while position < field.count {
      switch field[position] {
      case UInt8(ascii: "\""):
        position = closing(of: position, by: UInt8(ascii: "\"")) ?? position
      case UInt8(ascii: "("):
        if end == nil { end = position }
        position = closing(of: position, by: UInt8(ascii: ")")) ?? position
        if field[start..<(end ?? start)].trimmed().isEmpty {
          start = position + 1
          end = nil
        }
      case UInt8(ascii: "<"):
        let close = closing(of: position, by: UInt8(ascii: ">")) ?? field.count
        bracketed = field[position + 1..<close]
        position = close
      case UInt8(ascii: ":") where bracketed == nil:
        // A group's name, or `mailto:`; a comment before it says nothing about what follows.
        start = position + 1
        end = nil
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        break loop
      default: break
      }
      position += 1
    }
    let item = bracketed ?? field[start..<Swift.min(end ?? position, field.count)]
    position += 1
    return item.hasPrefixFolded("mailto:") ? item.dropFirst(7) : item
  }

  /// The position of the octet that closes what opens at `open`; a backslash takes the next octet's meaning.
  private func closing(of open: Int, by octet: UInt8) -> Int? {
    var position = open + 1
    while position < field.count {
      if field[position] == octet { return position }
      position += field[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
