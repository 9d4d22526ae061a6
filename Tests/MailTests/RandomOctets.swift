/// A generator whose numbers are the same in every run (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

extension SeededGenerator {
  /// Octets of a small alphabet, in which things repeat.
  mutating func octets(upTo length: Int, of alphabet: String) -> [UInt8] {
    let letters = Array(alphabet.utf8)
    return (0..<Int.random(in: 0...length, using: &self)).map { _ in
      letters[Int.random(in: 0..<letters.count, using: &self)]
    }
  }
}
