// Safety argument: keys are copied into `arena`, and read from it and from the caller's buffer only inside
// of `withUnsafeBufferPointer`, each within its own count.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers runs of octets, from 0 on: the same run in the same group always has the same number.
///
/// Made for millions of short keys: some forty octets each besides the key itself, nothing allocated for
/// a single one. Keys are compared in full, so two are never taken for one. The hash is seeded anew in
/// every process: nobody can write keys that all fall into one place.
public struct OctetTable: Sendable {
  private struct Place: Sendable {
    var group: Int64
    var start: Int
    var count: Int
  }

  /// The upper half of the key's hash and, in the lower half, its number counted from 1; 0 where free.
  private var slots: [UInt64]
  private var places: [Place] = []
  private var arena: [UInt8] = []
  private let seed = UInt64.random(in: .min ... .max)

  /// - Parameter expected: About how many keys will come; more are as welcome.
  public init(expecting expected: Int = 0) {
    var capacity = 64
    while capacity / 2 < expected, capacity < 1 << 31 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    places.reserveCapacity(expected)
  }

  public var count: Int { places.count }

  /// The number of a key; nil where it has none.
  public func number(of key: UnsafeBufferPointer<UInt8>, in group: Int64 = 0) -> Int? {
    let hash = hash(key, group)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while true {
      let content = slots[slot]
      guard content != 0 else { return nil }
      let number = Int(content & 0xFFFF_FFFF) - 1
      if content >> 32 == hash >> 32, isKey(key, group, at: number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The number of a key, which it is given where it has none.
  public mutating func insert(_ key: UnsafeBufferPointer<UInt8>, in group: Int64 = 0) -> Int {
    if let known = number(of: key, in: group) { return known }
    if places.count >= slots.count / 2 { grow() }
    places.append(Place(group: group, start: arena.count, count: key.count))
    arena.append(contentsOf: key)
    place(hash(key, group), number: places.count - 1)
    return places.count - 1
  }

  private mutating func place(_ hash: UInt64, number: Int) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, place) in places.enumerated() {
      let key = arena[place.start..<place.start + place.count]
      self.place(key.withUnsafeBufferPointer { hash($0, place.group) }, number: number)
    }
  }

  private func isKey(_ key: UnsafeBufferPointer<UInt8>, _ group: Int64, at number: Int) -> Bool {
    let place = places[number]
    guard place.group == group, place.count == key.count else { return false }
    guard let base = key.baseAddress, key.count > 0 else { return true }
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { memcmp($0 + place.start, base, key.count) == 0 } ?? false
    }
  }

  // The scheme of wyhash: words of eight octets, each multiplied into the state and folded.
  private func hash(_ key: UnsafeBufferPointer<UInt8>, _ group: Int64) -> UInt64 {
    let octets = UnsafeRawBufferPointer(key)
    var state = OctetTable.fold(
      seed ^ UInt64(bitPattern: group), 0xA076_1D64_78BD_642F ^ UInt64(octets.count))
    var position = 0
    while position + 8 <= octets.count {
      state = OctetTable.fold(
        state ^ octets.loadUnaligned(fromByteOffset: position, as: UInt64.self),
        0xE703_7ED1_A0B4_28DB)
      position += 8
    }
    var rest: UInt64 = 0
    while position < octets.count {
      rest = rest << 8 | UInt64(octets[position])
      position += 1
    }
    return OctetTable.fold(state ^ rest, 0x8EBC_6AF0_9C88_C6E3)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
