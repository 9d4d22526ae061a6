// Safety argument: `memory` comes from malloc or realloc and belongs to this value alone, which cannot be
// copied. Octets are only written below `capacity`, after `reserve`. `finish` hands the memory to one
// `ByteStorage` and forgets it, so it is released exactly once.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Octets being put together, which become a `Bytes` without another copy.
public struct ByteBuilder: ~Copyable {
  @usableFromInline var memory: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var used: Int

  /// - Parameter capacity: How many octets will fit before the memory has to grow.
  public init(capacity: Int = 64) {
    self.capacity = max(capacity, 16)
    self.memory = ByteBuilder.allocated(malloc(self.capacity), self.capacity)
    self.used = 0
  }

  deinit { free(memory) }

  @inlinable public var count: Int { used }
  public var isEmpty: Bool { count == 0 }
  public var last: UInt8? { count > 0 ? memory[count - 1] : nil }

  @inlinable
  public mutating func append(_ octet: UInt8) {
    if count == capacity { reserve(1) }
    memory[used] = octet
    used += 1
  }

  @_disfavoredOverload
  public mutating func append(_ bytes: Bytes) {
    bytes.withUnsafeBytes { append(octets: $0) }
  }

  public mutating func append(_ text: StaticString) {
    append(octets: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The UTF-8 of `text`.
  @_disfavoredOverload
  public mutating func append(_ text: String) {
    text.withOctets { append(octets: $0) }
  }

  /// The UTF-8 of `scalar`.
  public mutating func append(scalar: Unicode.Scalar) {
    for octet in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(octet) }
  }

  public mutating func append(octets: UnsafeBufferPointer<UInt8>) {
    guard let start = octets.baseAddress, !octets.isEmpty else { return }
    reserve(octets.count)
    memcpy(memory + count, start, octets.count)
    used += octets.count
  }

  /// Lets `fill` write up to `room` octets behind those that stand; it returns how many it wrote.
  public mutating func append(
    room: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  ) rethrows {
    guard room > 0 else { return }
    reserve(room)
    let written = try fill(UnsafeMutableBufferPointer(start: memory + count, count: room))
    precondition(written >= 0 && written <= room)
    used += written
  }

  public mutating func removeLast(_ length: Int = 1) {
    used = max(0, used - max(0, length))
  }

  public mutating func removeAll() { used = 0 }

  /// The octets, which leave this value.
  public consuming func finish() -> Bytes {
    guard used > 0 else {
      _ = consume self
      return .empty
    }
    let storage = ByteStorage(owning: memory, count: used, capacity: capacity)
    discard self
    return Bytes(storage)
  }

  @usableFromInline
  mutating func reserve(_ room: Int) {
    guard capacity - count < room else { return }
    capacity = max(capacity * 2, count + room)
    memory = ByteBuilder.allocated(realloc(memory, capacity), capacity)
  }

  private static func allocated(
    _ raw: UnsafeMutableRawPointer?, _ capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    guard let raw else { fatalError("out of memory: \(capacity) octets") }
    return raw.bindMemory(to: UInt8.self, capacity: capacity)
  }
}
