import Octets

/// Numbers by keys that are hashes already and are not hashed again. No key is 0.
struct HashedNumbers: Sendable {
  private let keys: FrozenArray<UInt64>
  private let numbers: FrozenArray<UInt32>
  private let mask: Int

  /// - Parameter keys: Each in the first free place from its own on, 0 where none is, in as many places as `capacity`
  ///   says.
  /// - Parameter numbers: In the places of their keys.
  init(keys: [UInt64], numbers: [UInt32]) {
    mask = keys.count - 1
    self.keys = FrozenArray(keys)
    self.numbers = FrozenArray(numbers)
  }

  /// How many places there are for so many keys: a power of two, and at most every other one is taken.
  static func capacity(for count: Int) -> Int {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    return capacity
  }

  @inline(__always)
  static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ (key >> 32)) }

  @inline(__always)
  subscript(key: UInt64) -> UInt32? {
    var slot = Self.slot(key) & mask
    while true {
      let found = keys[slot]
      if found == key { return numbers[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }
}
