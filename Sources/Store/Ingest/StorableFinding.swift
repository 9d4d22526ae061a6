import Model
import Octets

/// A cause that was named, as far as it is stored: a `Finding`, or what one could be made of.
public protocol StorableFinding {
  var cause: Cause { get }
  var permanent: Bool { get }
  var rule: String { get }
  var basis: Finding.Basis { get }
  var confidence: Double { get }
  var reply: ReplyCode? { get }
  var status: EnhancedStatus? { get }
  /// The cause's name in Sisimai 5, where it is not the one that the cause usually has.
  var ownSisimai: String? { get }
  var blocklist: String? { get }

  /// Appends the template in UTF-8.
  func appendTemplate(to octets: inout ByteBuilder)
  /// Calls `body` for each word that was taken out of the template, in UTF-8, in the template's order.
  func forEachWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void)
}

extension Finding: StorableFinding {
  public var ownSisimai: String? { sisimai == cause.sisimaiReason ? nil : sisimai }

  public func appendTemplate(to octets: inout ByteBuilder) { octets.append(template) }

  public func forEachWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    for substitution in substitutions {
      var word = substitution.word
      word.withUTF8(body)
    }
  }
}
