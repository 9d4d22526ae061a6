// Safety argument: see ByteStorage.swift. `base` always points into `storage`, and
// `base ..< base + count` always lies inside it: the only ways to make a `Bytes` are the whole of a
// storage, a literal, and a checked or clamped sub-range of another `Bytes`. A storage is immutable, so a
// value that only reads from it may cross threads. Without a storage the octets are those of a literal, or of
// a file embedded into the program, which live as long as the program.

/// A run of octets, shared and never copied: what a message, a header value or a line is while it
/// is being read.
///
/// Positions are always counted from the start of *this* value, from 0 to `count`.
public struct Bytes: @unchecked Sendable {
  @usableFromInline let base: UnsafePointer<UInt8>
  public let count: Int
  @usableFromInline let storage: ByteStorage?

  @inlinable
  init(base: UnsafePointer<UInt8>, count: Int, storage: ByteStorage?) {
    self.base = base
    self.count = count
    self.storage = storage
  }

  init(_ storage: ByteStorage) {
    self.init(base: storage.base, count: storage.count, storage: storage)
  }

  @inlinable public static var empty: Bytes { "" }

  /// Copies `octets`.
  public init(_ octets: some Collection<UInt8>) {
    let capacity = octets.count
    self.init(capacity: capacity) { buffer in
      _ = buffer.initialize(from: octets)
      return capacity
    }
  }

  /// The octets of a file that is embedded into the program: nothing is copied, so they must be constant and
  /// live as long as the program does.
  public init(ofProgram octets: UnsafeBufferPointer<UInt8>) {
    guard let base = octets.baseAddress else {
      self = .empty
      return
    }
    self.init(base: base, count: octets.count, storage: nil)
  }

  /// Copies the UTF-8 of `string`.
  public init(_ string: String) {
    self.init(string.utf8)
  }

  /// Allocates once and lets `initialize` fill the memory; it returns how much it wrote.
  public init(
    capacity: Int, _ initialize: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  ) rethrows {
    guard let storage = try ByteStorage.filled(capacity: capacity, initialize) else {
      self = .empty
      return
    }
    self.init(storage)
  }

  @inlinable public var isEmpty: Bool { count == 0 }

  @inlinable
  public subscript(position: Int) -> UInt8 {
    precondition(position >= 0 && position < count, "position outside of the bytes")
    return base[position]
  }

  /// The sub-range, clamped to what is there: never a trap.
  @inlinable
  public subscript(range: Range<Int>) -> Bytes {
    let lower = min(max(range.lowerBound, 0), count)
    let upper = min(max(range.upperBound, lower), count)
    return Bytes(base: base + lower, count: upper - lower, storage: storage)
  }

  @inlinable public subscript(range: PartialRangeFrom<Int>) -> Bytes {
    self[range.lowerBound..<max(count, range.lowerBound)]
  }

  @inlinable public subscript(range: PartialRangeUpTo<Int>) -> Bytes {
    self[0..<max(range.upperBound, 0)]
  }

  @inlinable public func prefix(_ length: Int) -> Bytes { self[0..<max(length, 0)] }
  @inlinable public func dropFirst(_ length: Int = 1) -> Bytes { self[min(length, count)..<count] }
  @inlinable public func dropLast(_ length: Int = 1) -> Bytes { self[0..<max(count - length, 0)] }
  @inlinable public var first: UInt8? { count > 0 ? base[0] : nil }
  @inlinable public var last: UInt8? { count > 0 ? base[count - 1] : nil }

  /// Calls `body` with the octets as a buffer, valid only during the call.
  @inlinable
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(storage) {
      try body(UnsafeBufferPointer(start: base, count: count))
    }
  }

  /// The same octets behind a storage object of their own, so that threads that work on different
  /// messages of one mapped file do not contend for one reference count.
  public func detached() -> Bytes {
    guard storage != nil else { return self }
    return Bytes(ByteStorage(base: base, count: count, owner: .window(self)))
  }

  /// The text, where the octets are UTF-8; what is not becomes U+FFFD.
  public var string: String {
    withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// A copy of the octets.
  public var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// How far this value starts behind the start of `whole`, where it is a part of it.
  public func offset(in whole: Bytes) -> Int? {
    let distance = base - whole.base
    return storage === whole.storage && distance >= 0 && distance + count <= whole.count
      ? distance : nil
  }
}

extension Bytes: ExpressibleByStringLiteral {
  /// The octets of the literal itself: nothing is allocated, and no reference is counted.
  @inlinable
  public init(stringLiteral value: StaticString) {
    self.init(value)
  }

  @inlinable
  public init(_ literal: StaticString) {
    precondition(literal.hasPointerRepresentation)
    self.init(base: literal.utf8Start, count: literal.utf8CodeUnitCount, storage: nil)
  }
}

extension Bytes: CustomStringConvertible {
  public var description: String { string }
}

extension Bytes {
  /// A copy of two runs, one behind the other.
  public init(joining first: Bytes, _ second: Bytes) {
    self.init(capacity: first.count + second.count) { buffer in
      for (part, start) in [(first, 0), (second, first.count)] where part.count > 0 {
        part.withUnsafeBytes { octets in
          _ = UnsafeMutableBufferPointer(rebasing: buffer[start...]).update(fromContentsOf: octets)
        }
      }
      return first.count + second.count
    }
  }
}
