import Octets

/// Numbers by keys that are hashes already and are not hashed again. No key is 0.
struct HashedNumbers: Sendable {
  private let keys: FrozenArray<UInt64>
  private let numbers: FrozenArray<UInt32>
  private let mask: Int

  /// - Parameter all: Each key once.
  init(_ all: some Collection<(key: UInt64, value: UInt32)>) {
    var capacity = 16
    while capacity < all.count * 2 { capacity *= 2 }
    var keys = [UInt64](repeating: 0, count: capacity)
    var numbers = [UInt32](repeating: 0, count: capacity)
    for (key, number) in all {
      var slot = Self.slot(key) & (capacity - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      keys[slot] = key
      numbers[slot] = number
    }
    mask = capacity - 1
    self.keys = FrozenArray(keys)
    self.numbers = FrozenArray(numbers)
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ (key >> 32)) }

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
