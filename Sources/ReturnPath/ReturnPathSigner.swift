import Crypto
import Model

/// Makes and checks signed return paths: `bounces+user=example.net+DAYTAG@lists.example.org`, where the tag
/// is an HMAC over the recipient and the day. Who does not hold the key can neither make one nor use one
/// of another recipient.
public struct ReturnPathSigner: Sendable {
  /// 80 bits: sixteen letters of base 32. Guessing one takes 2^79 reports on average.
  private static let tagLength = 16
  private static let dayLength = 4
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
  /// Separates this use of the key from any other.
  private static let purpose = "rebound return path 1"

  private let key: ReturnPathKey
  /// The part before the first `+`, and the part behind the `@`.
  private let prefix: String
  private let host: String
  /// How long a return path is believed, in days: a message may be queued for five, and some reports
  /// come weeks later.
  private let validDays: Int64

  /// - Parameter mailbox: The address that bounces come to, `bounces@lists.example.org`.
  public init(key: ReturnPathKey, mailbox: EmailAddress, validDays: Int64 = 30) {
    self.key = key
    self.prefix = mailbox.local.lowercased()
    self.host = mailbox.domain
    self.validDays = validDays
  }

  /// The return path for a message to `recipient`.
  ///
  /// - Parameter now: Unix seconds.
  public func sign(_ recipient: EmailAddress, now: Int64) -> String {
    let day = Self.dayText(UTCTime.day(of: now))
    let tag = String(decoding: tag(of: recipient, day: day), as: UTF8.self)
    return "\(prefix)+\(recipient.local)=\(recipient.domain)+\(day)\(tag)@\(host)"
  }

  /// What is wrong with a return path.
  public enum Failure: Error, Sendable, Equatable {
    /// Not a return path of ours, or without a tag.
    case notSigned
    /// The tag does not belong to the recipient and day it stands beside.
    case forged
    /// Older than is believed, or of a day that has not come yet.
    case expired
  }

  /// The recipient that a return path was made for.
  ///
  /// - Parameter now: Unix seconds.
  public func verify(_ returnPath: String, now: Int64) throws(Failure) -> EmailAddress {
    guard let parts = parts(of: returnPath) else { throw .notSigned }
    let (recipient, dayAndTag) = parts
    let dayText = String(decoding: dayAndTag[..<Self.dayLength], as: UTF8.self)
    let expected = tag(of: recipient, day: dayText)
    guard Self.isEqual(Array(dayAndTag[Self.dayLength...]), expected) else { throw .forged }
    // Only a genuine tag gets this far, so the answer tells a forger nothing.
    guard let day = Int64(dayText, radix: 36) else { throw .forged }
    let age = UTCTime.day(of: now) - day
    guard age >= -1, age <= validDays else { throw .expired }
    return recipient
  }

  /// The recipient that a return path of this form names, whether its tag is genuine or not.
  public func carried(by returnPath: String) -> EmailAddress? {
    parts(of: returnPath)?.recipient
  }

  private func parts(of returnPath: String) -> (recipient: EmailAddress, dayAndTag: [UInt8])? {
    let folded = returnPath.lowercased()
    guard folded.hasSuffix("@" + host), folded.hasPrefix(prefix + "+") else { return nil }
    let inside = returnPath.dropFirst(prefix.count + 1).dropLast(host.count + 1)
    guard let plus = inside.lastIndex(of: "+") else { return nil }
    let dayAndTag = Array(inside[inside.index(after: plus)...].lowercased().utf8)
    let carried = inside[..<plus]
    guard dayAndTag.count == Self.dayLength + Self.tagLength,
      let equals = carried.lastIndex(of: "="), equals > carried.startIndex
    else { return nil }
    let recipient = EmailAddress(
      local: String(carried[..<equals]),
      domain: String(carried[carried.index(after: equals)...]))
    return (recipient, dayAndTag)
  }

  private func tag(of recipient: EmailAddress, day: String) -> [UInt8] {
    let message = Self.purpose + "\u{0}" + recipient.key + "\u{0}" + day
    let code = Array(
      HMAC<SHA256>.authenticationCode(
        for: Array(message.utf8), using: SymmetricKey(data: key.octets)))
    var output: [UInt8] = []
    var bits = 0
    var buffer: UInt32 = 0
    for octet in code where output.count < Self.tagLength {
      buffer = buffer << 8 | UInt32(octet)
      bits += 8
      while bits >= 5, output.count < Self.tagLength {
        bits -= 5
        output.append(Self.alphabet[Int(buffer >> UInt32(bits)) & 31])
      }
      buffer &= (1 << UInt32(bits)) - 1
    }
    return output
  }

  private static func dayText(_ day: Int64) -> String {
    let digits = String(day, radix: 36)
    return String(repeating: "0", count: max(0, dayLength - digits.utf8.count)) + digits
  }

  /// In a time that does not depend on where the two differ.
  private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for position in left.indices { difference |= left[position] ^ right[position] }
    return difference == 0
  }
}
