// Safety argument: eight octets are loaded at once only where eight are left; a pointer is used only inside of
// the closure of `withUnsafeBytes`.

import Octets

/// A 64-bit hash that is the same in every process: to tell texts apart, not to guard secrets.
struct Fingerprint {
  private(set) var value: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// Words of eight octets, each multiplied into the state and folded (the scheme of wyhash), and then how
  /// many octets there were, which keeps "ab" + "c" apart from "a" + "bc".
  mutating func add(_ octets: UnsafeRawBufferPointer) {
    var position = 0
    while position + 8 <= octets.count {
      add(UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position += 8
    }
    var rest: UInt64 = 0
    while position < octets.count {
      rest = rest << 8 | UInt64(octets[position])
      position += 1
    }
    add(rest)
    add(UInt64(octets.count))
  }

  private mutating func add(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    value = product.high ^ product.low
  }

  /// What a history knows a message by; never 0, which stands for an unknown one.
  static func message(_ id: Bytes?) -> UInt64 {
    guard let id else { return 0 }
    return id.withUnsafeBytes { message(UnsafeRawBufferPointer($0)) }
  }

  static func message(_ octets: UnsafeRawBufferPointer) -> UInt64 {
    var hash = Fingerprint()
    hash.add(octets)
    return max(hash.value, 1)
  }
}
