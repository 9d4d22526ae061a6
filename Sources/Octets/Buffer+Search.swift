// Safety argument: the C functions are given the start and the count of the buffer, and read nothing outside of it.
// An empty buffer, which may have no start, is never passed on.

import CSearch

/// Searching in octets that lie in somebody else's memory.
extension UnsafeBufferPointer<UInt8> {
  /// The position of the first octet that is one of four.
  public func firstIndex(ofAny a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Int? {
    guard let baseAddress, count > 0 else { return nil }
    let position = rebound_find_any(baseAddress, count, a, b, c, d)
    return position < count ? position : nil
  }

  /// Whether all of it is ASCII without capital letters.
  public var isLowerCaseASCII: Bool {
    guard let baseAddress else { return true }
    return rebound_is_lower_case(baseAddress, count)
  }

  /// Whether all white space in it is single spaces between other octets.
  var isSpaceFolded: Bool {
    guard let baseAddress else { return true }
    return rebound_is_space_folded(baseAddress, count)
  }

  /// Whether two octets stand side by side somewhere.
  public func contains(_ first: UInt8, then second: UInt8) -> Bool {
    guard let baseAddress, count > 0 else { return false }
    return withUnsafeBytes(of: (first, second)) { pair in
      guard let needle = pair.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
      return rebound_find(baseAddress, count, needle, 2) != nil
    }
  }
}
