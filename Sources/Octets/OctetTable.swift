// Safety argument: `slots`, `places` and `arena` belong to the table alone, are as large as their capacities say, and are
// given back when it ends. A slot is read at an index below the number of slots, a power of two; the numbers in slots
// are those of places that were written before, and a place names octets of `arena` that were. The caller's octets are
// read within their count. It is not Sendable: one thread at a time uses a table.

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
/// a single one, and no reference counted where one is looked up. Keys are compared in full, so two are never taken
/// for one. The hash is seeded anew in every process: nobody can write keys that all fall into one place.
public final class OctetTable {
  private struct Place {
    var group: Int64
    var start: Int
    var count: Int
  }

  /// The upper half of the key's hash and, in the lower half, its number counted from 1; 0 where free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotCount = 64
  private var places: UnsafeMutablePointer<Place>
  private var placeCapacity: Int
  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCapacity = 1_024
  private var arenaUsed = 0
  private let seed = UInt64.random(in: .min ... .max)

  /// How many keys have a number.
  public private(set) var count = 0

  /// - Parameter expected: About how many keys will come; more are as welcome.
  public init(expecting expected: Int = 0) {
    while slotCount / 2 < expected, slotCount < 1 << 31 { slotCount *= 2 }
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    placeCapacity = max(32, expected)
    places = .allocate(capacity: placeCapacity)
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    slots.deallocate()
    places.deallocate()
    arena.deallocate()
  }

  /// The number of a key; nil where it has none.
  public func number(of key: UnsafeBufferPointer<UInt8>, in group: Int64 = 0) -> Int? {
    number(of: key, group, hash: hash(key, group))
  }

  /// The number of a key, which it is given where it has none.
  public func insert(_ key: UnsafeBufferPointer<UInt8>, in group: Int64 = 0) -> Int {
    let hash = hash(key, group)
    if let known = number(of: key, group, hash: hash) { return known }
    if count >= slotCount / 2 { addSlots() }
    if count == placeCapacity { addPlaces() }
    if key.count > arenaCapacity - arenaUsed { enlargeArena(for: key.count) }
    places[count] = Place(group: group, start: arenaUsed, count: key.count)
    if let base = key.baseAddress {
      (arena + arenaUsed).update(from: base, count: key.count)
    }
    arenaUsed += key.count
    place(hash, number: count)
    count += 1
    return count - 1
  }

  /// Forgets all keys and keeps the room for as many.
  public func removeAll() {
    slots.update(repeating: 0, count: slotCount)
    count = 0
    arenaUsed = 0
  }

  private func number(of key: UnsafeBufferPointer<UInt8>, _ group: Int64, hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash >> 32, isKey(key, group, at: number) { return number }
      slot = (slot + 1) & (slotCount - 1)
    }
    return nil
  }

  private func isKey(_ key: UnsafeBufferPointer<UInt8>, _ group: Int64, at number: Int) -> Bool {
    let place = places[number]
    guard place.group == group, place.count == key.count else { return false }
    guard let base = key.baseAddress else { return true }
    return memcmp(arena + place.start, base, key.count) == 0
  }

  // MARK: Growing

  private func place(_ hash: UInt64, number: Int) {
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(number + 1)
  }

  private func addSlots() {
    slots.deallocate()
    slotCount *= 2
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    for number in 0..<count {
      let place = places[number]
      let key = UnsafeBufferPointer(start: arena + place.start, count: place.count)
      self.place(hash(key, place.group), number: number)
    }
  }

  private func addPlaces() {
    let larger = UnsafeMutablePointer<Place>.allocate(capacity: placeCapacity * 2)
    larger.moveInitialize(from: places, count: count)
    places.deallocate()
    places = larger
    placeCapacity *= 2
  }

  private func enlargeArena(for octets: Int) {
    arenaCapacity = max(arenaCapacity * 2, arenaUsed + octets)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: arenaCapacity)
    larger.moveInitialize(from: arena, count: arenaUsed)
    arena.deallocate()
    arena = larger
  }

  // MARK: Hashing

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
