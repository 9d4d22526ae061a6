import Model
import Octets

/// `5.7.1`, `x.7.25`, `5.1.*`, `5.7.606-649`.
struct StatusPattern: Equatable {
  private var statusClass: Int?
  private var subject: Int?
  private var detail: ClosedRange<Int>?

  init?(_ text: Bytes) {
    guard let (first, rest) = text.split(at: 0x2E), let (second, third) = rest.split(at: 0x2E)
    else { return nil }
    func isAny(_ part: Bytes) -> Bool { part.equalsFolded("*") || part.equalsFolded("x") }
    if !isAny(first) {
      guard let number = first.decimal, [2, 4, 5].contains(number) else { return nil }
      statusClass = number
    }
    if !isAny(second) {
      guard let number = second.decimal, number < 1000 else { return nil }
      subject = number
    }
    if !isAny(third) {
      if let (low, high) = third.split(at: 0x2D) {
        guard let low = low.decimal, let high = high.decimal, low <= high, high < 1000 else {
          return nil
        }
        detail = low...high
      } else {
        guard let number = third.decimal, number < 1000 else { return nil }
        detail = number...number
      }
    }
  }

  func matches(_ status: EnhancedStatus) -> Bool {
    (statusClass == nil || statusClass == status.statusClass)
      && (subject == nil || subject == status.subject)
      && detail?.contains(status.detail) ?? true
  }

  /// How much of a code is fixed: more is more specific.
  var precision: Int {
    (statusClass == nil ? 0 : 1) + (subject == nil ? 0 : 2)
      + (detail.map { $0.count == 1 ? 8 : 4 } ?? 0)
  }
}

/// `571`, `55*`, `4xx`.
struct ReplyPattern: Equatable {
  private var range: ClosedRange<Int>

  init?(_ text: Bytes) {
    guard text.count == 3 else { return nil }
    var low = 0
    var high = 0
    for position in 0..<3 {
      let octet = text[position].lowercased
      low *= 10
      high *= 10
      if octet.isDigit {
        low += Int(octet - 0x30)
        high += Int(octet - 0x30)
      } else if octet == 0x2A || octet == 0x78, position > 0 {
        high += 9
      } else {
        return nil
      }
    }
    guard low >= 200, high <= 599 else { return nil }
    range = low...high
  }

  func matches(_ reply: ReplyCode) -> Bool { range.contains(reply.rawValue) }

  var precision: Int { range.count == 1 ? 4 : 1 }
}
