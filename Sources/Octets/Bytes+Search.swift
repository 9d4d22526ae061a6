// Safety argument: every pointer here comes from `withUnsafeBytes` or `base` of a live `Bytes` and is
// used within `0 ..< count`; the C functions called are given exactly that count.

import CSearch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// A literal as an argument is a `StaticString`, which costs nothing, rather than a `Bytes`, which would be
// allocated: hence the disfavoured overloads.

extension Bytes: Equatable, Hashable {
  @_disfavoredOverload
  public static func == (left: Bytes, right: Bytes) -> Bool {
    left.count == right.count && memcmp(left.base, right.base, left.count) == 0
  }

  // String literals are taken for static strings, not copied: so here and wherever both kinds are taken.
  @inlinable
  public static func == (left: Bytes, right: StaticString) -> Bool {
    left.count == right.utf8CodeUnitCount && memcmp(left.base, right.utf8Start, left.count) == 0
  }

  /// Whether the octets come first in the order of their values.
  public func precedes(_ other: Bytes) -> Bool {
    let order = memcmp(base, other.base, min(count, other.count))
    return order != 0 ? order < 0 : count < other.count
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytes: UnsafeRawBufferPointer(start: base, count: count))
  }
}

/// Searching. "Folded" means that ASCII letters are compared without regard to case.
extension Bytes {
  /// The position of the first `octet` at or behind `start`.
  @inlinable
  public func firstIndex(of octet: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < count,
      let found = memchr(base + start, Int32(octet), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The position of the first `octet` in `range`, which is clamped to what is there.
  @inlinable
  public func firstIndex(of octet: UInt8, in range: Range<Int>) -> Int? {
    let lower = Swift.max(range.lowerBound, 0)
    let upper = Swift.min(range.upperBound, count)
    guard lower < upper, let found = memchr(base + lower, Int32(octet), upper - lower) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The position of the first octet at or behind `start` that is one of four.
  @inlinable
  public func firstIndex(
    ofAny a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, from start: Int = 0
  ) -> Int? {
    guard start >= 0, start < count else { return nil }
    let position = start + rebound_find_any(base + start, count - start, a, b, c, d)
    return position < count ? position : nil
  }

  /// The position of the first digit at or behind `start`.
  @inlinable
  public func firstDigit(from start: Int = 0) -> Int? {
    guard start >= 0, start < count else { return nil }
    let position = start + rebound_find_digit(base + start, count - start)
    return position < count ? position : nil
  }

  /// The position of the first LF or CR at or behind `start`, or the end.
  @inlinable
  public func endOfLine(from start: Int) -> Int {
    guard start >= 0, start < count else { return count }
    return start + rebound_find_line_end(base + start, count - start)
  }

  /// The position of the first octet at or behind `start` that no name of a header field has (RFC 5322 section
  /// 2.2): a colon, white space, a control character or one beyond ASCII; or the end.
  @inlinable
  public func endOfFieldName(from start: Int) -> Int {
    guard start >= 0, start < count else { return count }
    return start + rebound_find_name_end(base + start, count - start)
  }

  /// The position of the first octet at or behind `start` that ends a token of a structured field (RFC 2045 section
  /// 5.1), or the end. Signs that stand in tokens of real mail against the rules end none.
  @inlinable
  public func endOfToken(from start: Int) -> Int {
    guard start >= 0, start < count else { return count }
    return start + rebound_find_token_end(base + start, count - start)
  }

  /// Where the first line at or behind `start` that begins with two hyphens starts; nil where there is none.
  public func hyphenLine(from start: Int) -> Int? {
    guard start >= 0, start < count else { return nil }
    let line = rebound_find_hyphen_line(base, count, start)
    return line < count ? line : nil
  }

  /// The position of the last `octet`.
  @inlinable
  public func lastIndex(of octet: UInt8) -> Int? {
    guard count > 0, let found = memrchr(base, Int32(octet), count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The position of the first octet that satisfies `condition`, at or behind `start`.
  @inlinable
  public func firstIndex(from start: Int = 0, where condition: (UInt8) -> Bool) -> Int? {
    var position = max(start, 0)
    while position < count {
      if condition(base[position]) { return position }
      position += 1
    }
    return nil
  }

  @inlinable
  public func contains(_ octet: UInt8) -> Bool { firstIndex(of: octet) != nil }

  /// The position of `needle`, exact octets, at or behind `start`; nil for an empty needle.
  @inlinable
  public func position(of needle: StaticString, from start: Int = 0) -> Int? {
    guard start >= 0, start <= count,
      let found = rebound_find(
        base + start, count - start, needle.utf8Start, needle.utf8CodeUnitCount)
    else { return nil }
    return found - base
  }

  /// Takes linear time whatever the needle, so that it may come from a message.
  @_disfavoredOverload
  public func position(of needle: Bytes, from start: Int = 0) -> Int? {
    guard start >= 0, start <= count, !needle.isEmpty,
      let found = memmem(base + start, count - start, needle.base, needle.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  @inlinable
  public func contains(_ needle: StaticString) -> Bool { position(of: needle) != nil }

  /// The position of `needle`, which must be written in lower case, at or behind `start`.
  @inlinable
  public func position(ofFolded needle: StaticString, from start: Int = 0) -> Int? {
    guard start >= 0, start <= count,
      let found = rebound_find_folded(
        base + start, count - start, needle.utf8Start, needle.utf8CodeUnitCount)
    else { return nil }
    return found - base
  }

  @inlinable
  public func containsFolded(_ needle: StaticString) -> Bool {
    position(ofFolded: needle) != nil
  }

  @inlinable
  public func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.utf8CodeUnitCount <= count
      && memcmp(base, prefix.utf8Start, prefix.utf8CodeUnitCount) == 0
  }

  @_disfavoredOverload
  public func hasPrefix(_ prefix: Bytes) -> Bool {
    prefix.count <= count && memcmp(base, prefix.base, prefix.count) == 0
  }

  /// `prefix` must be written in lower case.
  @inlinable
  public func hasPrefixFolded(_ prefix: StaticString) -> Bool {
    prefix.utf8CodeUnitCount <= count
      && matchesFolded(prefix.utf8Start, length: prefix.utf8CodeUnitCount, at: 0)
  }

  /// `suffix` must be written in lower case.
  @inlinable
  public func hasSuffixFolded(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    return length <= count && matchesFolded(suffix.utf8Start, length: length, at: count - length)
  }

  /// Whether the text is `other`, which must be written in lower case.
  @inlinable
  public func equalsFolded(_ other: StaticString) -> Bool {
    count == other.utf8CodeUnitCount && matchesFolded(other.utf8Start, length: count, at: 0)
  }

  /// Whether the octets in `range` are `other`, which must be written in lower case. Nothing is cut out, so
  /// that no reference is counted.
  @inlinable @inline(__always)
  public func equalsFolded(_ other: StaticString, in range: Range<Int>) -> Bool {
    range.lowerBound >= 0 && range.upperBound <= count
      && range.count == other.utf8CodeUnitCount
      && matchesFolded(other.utf8Start, length: range.count, at: range.lowerBound)
  }

  /// Whether `prefix`, which must be written in lower case, stands at `position`.
  @inlinable @inline(__always)
  public func hasPrefixFolded(_ prefix: StaticString, at position: Int) -> Bool {
    position >= 0 && prefix.utf8CodeUnitCount <= count - position
      && matchesFolded(prefix.utf8Start, length: prefix.utf8CodeUnitCount, at: position)
  }

  /// `range` without the white space and NUL at its ends.
  public func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = Swift.min(Swift.max(range.lowerBound, 0), count)
    var upper = Swift.min(Swift.max(range.upperBound, lower), count)
    while lower < upper, base[lower].isSpaceOrNull { lower += 1 }
    while upper > lower, base[upper - 1].isSpaceOrNull { upper -= 1 }
    return lower..<upper
  }

  @_disfavoredOverload
  public func equalsFolded(_ other: Bytes) -> Bool {
    guard count == other.count else { return false }
    for position in 0..<count where base[position].lowercased != other.base[position].lowercased {
      return false
    }
    return true
  }

  @inlinable
  func matchesFolded(_ lower: UnsafePointer<UInt8>, length: Int, at position: Int) -> Bool {
    // Most texts differ in their first octet.
    length == 0
      || base[position] | 0x20 == lower[0] | 0x20
        && rebound_equals_folded(base + position, lower, length)
  }
}

/// Cutting.
extension Bytes {
  /// Without white space (space, tab, CR, LF, VT, FF) and NUL at both ends.
  @inlinable
  public func trimmed() -> Bytes {
    var lower = 0
    var upper = count
    while lower < upper, base[lower].isSpaceOrNull { lower += 1 }
    while upper > lower, base[upper - 1].isSpaceOrNull { upper -= 1 }
    return Bytes(base: base + lower, count: upper - lower, storage: storage)
  }

  /// What stands before and behind the first `octet`; nil where there is none.
  @inlinable
  public func split(at octet: UInt8) -> (before: Bytes, after: Bytes)? {
    guard let position = firstIndex(of: octet) else { return nil }
    return (self[0..<position], self[position + 1..<count])
  }

  /// ASCII letters in lower case, in a copy.
  public func lowercased() -> Bytes {
    Bytes(capacity: count) { buffer in
      for position in 0..<count { buffer[position] = base[position].lowercased }
      return count
    }
  }

  /// The decimal number that the whole text is; nil where it is none or too large.
  public var decimal: Int? {
    guard count > 0, count < 18 else { return nil }
    var value = 0
    for position in 0..<count {
      guard base[position].isDigit else { return nil }
      value = value * 10 + Int(base[position] - 0x30)
    }
    return value
  }
}
