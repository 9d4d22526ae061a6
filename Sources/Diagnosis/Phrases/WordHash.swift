/// A word's octets reduced to 64 bits (FNV-1a). Words are compared by this alone: phrases have a few
/// thousand words, so two of them never meet by chance, and a stranger who constructs a collision can
/// only make his own text match a phrase that he could have written plainly.
struct WordHash: Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ octet: UInt8) {
    value = (value ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  static func of(_ octets: some Sequence<UInt8>) -> WordHash {
    var hash = WordHash()
    for octet in octets { hash.add(octet) }
    return hash
  }
}
