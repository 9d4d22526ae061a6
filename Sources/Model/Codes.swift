import Octets

/// A three-digit SMTP reply code (RFC 5321 section 4.2), from 200 to 599.
public struct ReplyCode: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: Int

  /// - Returns: nil outside of 200…599.
  public init?(rawValue: Int) {
    guard (200...599).contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  public var isPermanent: Bool { rawValue >= 500 }
  public var isTransient: Bool { (400...499).contains(rawValue) }
  public var description: String { String(rawValue) }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// An enhanced mail system status code (RFC 3463): `class.subject.detail`.
public struct EnhancedStatus: Hashable, Sendable, CustomStringConvertible {
  /// 2, 4 or 5.
  public let statusClass: Int
  /// 0 to 999.
  public let subject: Int
  /// 0 to 999.
  public let detail: Int

  /// - Returns: nil where a number is outside of its range.
  public init?(_ statusClass: Int, _ subject: Int, _ detail: Int) {
    guard statusClass == 2 || statusClass == 4 || statusClass == 5, (0...999).contains(subject),
      (0...999).contains(detail)
    else { return nil }
    self.statusClass = statusClass
    self.subject = subject
    self.detail = detail
  }

  /// Reads `5.1.1` and nothing else.
  public init?(_ text: Bytes) {
    guard let (status, end) = EnhancedStatus.scan(text, at: 0), end == text.count else {
      return nil
    }
    self = status
  }

  public init?(_ text: String) { self.init(Bytes(text)) }

  public var isPermanent: Bool { statusClass == 5 }
  public var isTransient: Bool { statusClass == 4 }
  public var description: String { "\(statusClass).\(subject).\(detail)" }
  /// The three numbers in one, never 0.
  public var packed: Int { (statusClass * 1_000 + subject) * 1_000 + detail }

  /// Reads a status that starts at `start`.
  ///
  /// - Returns: the status and the position behind it, where one is written there, not part of a longer
  ///   run of digits and dots (an IP address, a version).
  public static func scan(_ text: Bytes, at start: Int) -> (EnhancedStatus, end: Int)? {
    var position = start
    func number() -> Int? {
      var value = 0
      let begin = position
      while position < text.count, text[position].isDigit, position - begin < 3 {
        value = value * 10 + Int(text[position] - 0x30)
        position += 1
      }
      return position > begin ? value : nil
    }
    guard start < text.count else { return nil }
    switch text[start] {
    case 0x32, 0x34, 0x35: break
    default: return nil
    }
    if start > 0 {
      let before = text[start - 1]
      if before.isDigit || before == 0x2E || before.isLetter { return nil }
    }
    guard let first = number(), first < 6, position < text.count, text[position] == 0x2E else {
      return nil
    }
    position += 1
    guard let second = number(), position < text.count, text[position] == 0x2E else { return nil }
    position += 1
    guard let third = number() else { return nil }
    if position < text.count {
      let behind = text[position]
      if behind.isDigit || behind.isLetter { return nil }
      if behind == 0x2E, position + 1 < text.count, text[position + 1].isDigit { return nil }
    }
    guard let status = EnhancedStatus(first, second, third) else { return nil }
    return (status, position)
  }
}
