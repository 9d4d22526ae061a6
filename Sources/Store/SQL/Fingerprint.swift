/// A 64-bit hash that is the same in every process (FNV-1a): to tell texts apart, not to guard secrets.
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      add(UnsafeRawBufferPointer($0))
    }
    if isDone == nil { Array(text.utf8).withUnsafeBytes { add($0) } }
  }

  mutating func add(_ octets: UnsafeRawBufferPointer) {
    for octet in octets { add(octet) }
    // No UTF-8 text contains it: keeps "ab" + "c" apart from "a" + "bc".
    add(0xFF)
  }

  private mutating func add(_ octet: UInt8) {
    value = (value ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
  }

  /// What a history knows a message by; never 0, which stands for an unknown one.
  static func message(_ id: String?) -> UInt64 {
    guard let id else { return 0 }
    var hash = Fingerprint()
    hash.add(id)
    return max(hash.value, 1)
  }

  static func message(_ octets: UnsafeRawBufferPointer) -> UInt64 {
    var hash = Fingerprint()
    hash.add(octets)
    return max(hash.value, 1)
  }
}
