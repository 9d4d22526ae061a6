import Model
import Octets

/// A variable envelope return path: an address of ours that carries the address that was mailed to, such
/// as `bounces+{user}={domain}@lists.example.org`. `*` stands for any run of characters.
public struct VERPPattern: Sendable, Equatable, CustomStringConvertible {
  public let description: String
  private let pieces: [Piece]

  private enum Piece: Equatable {
    case text([UInt8])
    case user
    case domain
    case anything
  }

  /// What list managers write: `bounces+user=example.net@lists.example.org` (Mailman, Sympa and most
  /// others), `list-return-17-user=example.net@lists.example.org` (ezmlm).
  public static let usual: [VERPPattern] = ["*+{user}={domain}@*", "*-return-*-{user}={domain}@*"]
    .compactMap { try? VERPPattern($0) }

  /// - Throws: `VERPPatternError` where `{user}` and `{domain}` do not both stand before the `@`, once, or
  ///   where nothing separates two placeholders.
  public init(_ text: String) throws(VERPPatternError) {
    description = text
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var rest = Substring(text.lowercased())
    while let character = rest.first {
      var placeholder: Piece?
      if rest.hasPrefix("{user}") {
        (placeholder, rest) = (.user, rest.dropFirst(6))
      } else if rest.hasPrefix("{domain}") {
        (placeholder, rest) = (.domain, rest.dropFirst(8))
      } else if character == "*" {
        (placeholder, rest) = (.anything, rest.dropFirst())
      } else {
        literal.append(contentsOf: character.utf8)
        rest = rest.dropFirst()
      }
      guard let placeholder else { continue }
      if !literal.isEmpty {
        pieces.append(.text(literal))
      } else if !pieces.isEmpty {
        throw .notSeparated(text)
      }
      literal = []
      pieces.append(placeholder)
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    guard pieces.filter({ $0 == .user }).count == 1, pieces.filter({ $0 == .domain }).count == 1
    else { throw .placeholdersMissing(text) }
    guard text.contains("@") else { throw .noAddress(text) }
    self.pieces = pieces
  }

  /// The address a return path carries; nil where it is not of this pattern.
  public func recipient(in returnPath: String) -> EmailAddress? {
    let octets = Array(returnPath.utf8)
    guard octets.count <= EmailAddress.maximumLength else { return nil }
    let folded = octets.map(\.lowercased)
    var user: Range<Int>?
    var domain: Range<Int>?
    var position = 0
    for (index, piece) in pieces.enumerated() {
      if case .text(let literal) = piece {
        guard folded[position...].starts(with: literal) else { return nil }
        position += literal.count
        continue
      }
      let end: Int
      if index + 1 < pieces.count, case .text(let next) = pieces[index + 1] {
        // The domain holds no "=", so the user part reaches to the last one; `*` to the first match.
        let found =
          piece == .anything
          ? Self.first(next, in: folded, from: position)
          : Self.last(next, in: folded, from: position)
        guard let found else { return nil }
        end = found
      } else {
        end = folded.count
      }
      if piece == .user { user = position..<end }
      if piece == .domain { domain = position..<end }
      position = end
    }
    guard position == folded.count, let user, let domain, !user.isEmpty,
      Self.isDomain(folded[domain])
    else { return nil }
    return EmailAddress(
      local: String(decoding: octets[user], as: UTF8.self),
      domain: String(decoding: octets[domain], as: UTF8.self))
  }

  /// Whether all of its return paths have an `=`: addresses that have none need not be compared with it.
  public var hasEqualsSign: Bool { description.contains("=") }

  /// Writes the return path for a recipient; nil where the pattern has a `*`.
  public func returnPath(for recipient: EmailAddress) -> String? {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): result += String(decoding: literal, as: UTF8.self)
      case .user: result += recipient.local
      case .domain: result += recipient.domain
      case .anything: return nil
      }
    }
    return result
  }

  private static func first(_ needle: [UInt8], in octets: [UInt8], from start: Int) -> Int? {
    guard octets.count - start >= needle.count else { return nil }
    return (start...octets.count - needle.count).first { octets[$0...].starts(with: needle) }
  }

  private static func last(_ needle: [UInt8], in octets: [UInt8], from start: Int) -> Int? {
    guard octets.count - start >= needle.count else { return nil }
    return (start...octets.count - needle.count).last { octets[$0...].starts(with: needle) }
  }

  /// Letters, digits, hyphens and at least one dot: what a domain in a return path looks like.
  private static func isDomain(_ octets: ArraySlice<UInt8>) -> Bool {
    octets.contains(0x2E) && octets.first != 0x2E && octets.last != 0x2E
      && octets.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2E || $0 >= 0x80 }
  }
}

/// A pattern that can't be used.
public enum VERPPatternError: Error, Equatable, CustomStringConvertible {
  case placeholdersMissing(String)
  case notSeparated(String)
  case noAddress(String)

  public var description: String {
    switch self {
    case .placeholdersMissing(let text):
      "\"\(text)\" must hold {user} and {domain} once each, as in bounces+{user}={domain}@lists.example.org"
    case .notSeparated(let text): "\"\(text)\" has two placeholders with nothing between them"
    case .noAddress(let text): "\"\(text)\" is no address: it has no @"
    }
  }
}
