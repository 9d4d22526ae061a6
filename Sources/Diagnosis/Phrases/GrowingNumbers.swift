/// Numbers by keys that are hashes already, while they are collected.
struct GrowingNumbers {
  private(set) var count = 0
  // Laid out as in `HashedNumbers`; the key 0 is a free place.
  private var keys: [UInt64]
  private var numbers: [UInt32]

  /// - Parameter expected: About how many will come; more are as welcome.
  init(expecting expected: Int = 0) {
    let capacity = HashedNumbers.capacity(for: expected)
    keys = Array(repeating: 0, count: capacity)
    numbers = Array(repeating: 0, count: capacity)
  }

  /// The number of a key; nil where it has none.
  subscript(key: UInt64) -> UInt32? {
    let slot = slot(of: key)
    return keys[slot] == 0 ? nil : numbers[slot]
  }

  /// Gives a key a number where it has none.
  ///
  /// - Returns: The number that it had.
  mutating func insert(_ number: UInt32, for key: UInt64) -> UInt32? {
    let slot = slot(of: key)
    guard keys[slot] == 0 else { return numbers[slot] }
    put(key, number, at: slot)
    return nil
  }

  /// Gives a key a number in place of that which it had.
  mutating func set(_ number: UInt32, for key: UInt64) {
    let slot = slot(of: key)
    if keys[slot] == 0 {
      put(key, number, at: slot)
    } else {
      numbers[slot] = number
    }
  }

  func frozen() -> HashedNumbers { HashedNumbers(keys: keys, numbers: numbers) }

  private func slot(of key: UInt64) -> Int {
    var slot = HashedNumbers.slot(key) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func put(_ key: UInt64, _ number: UInt32, at slot: Int) {
    keys[slot] = key
    numbers[slot] = number
    count += 1
    guard HashedNumbers.capacity(for: count) > keys.count else { return }
    var larger = GrowingNumbers(expecting: count)
    for (key, number) in zip(keys, numbers) where key != 0 {
      larger.put(key, number, at: larger.slot(of: key))
    }
    self = larger
  }
}
