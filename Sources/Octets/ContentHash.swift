// Safety argument: pointers come from `withUnsafeBytes` and `withOctets` and are used inside of their closures
// only; a text with its white space folded is never longer than the text itself.

/// 128 bits over a sequence of fields, the same on every machine and in every version of Rebound: event
/// keys in released stores are made with it. Not cryptographic.
///
/// Fields are length-prefixed, so that ("ab", "c") and ("a", "bc") differ.
public struct ContentHash: Sendable {
  // Two lanes of multiply-and-fold mixing (the scheme of wyhash), over words of eight octets.
  private static let multiplierA: UInt64 = 0xA076_1D64_78BD_642F
  private static let multiplierB: UInt64 = 0xE703_7ED1_A0B4_28DB

  private var laneA: UInt64 = 0x8EBC_6AF0_9C88_C6E3
  private var laneB: UInt64 = 0x5899_65CC_7537_4CC3

  public init() {}

  public var value: (high: UInt64, low: UInt64) {
    (
      ContentHash.fold(laneA ^ laneB &* ContentHash.multiplierB, ContentHash.multiplierA),
      ContentHash.fold(laneB ^ laneA &* ContentHash.multiplierA, ContentHash.multiplierB)
    )
  }

  public mutating func add(_ number: UInt64) {
    laneA = ContentHash.fold(laneA ^ number, ContentHash.multiplierA)
    laneB = ContentHash.fold(laneB &+ number, ContentHash.multiplierB ^ laneA)
  }

  public mutating func add(_ text: String) {
    text.withOctets { add($0) }
  }

  public mutating func add(_ bytes: Bytes) {
    bytes.withUnsafeBytes { add($0) }
  }

  /// Adds the text with every run of white space counted as one space and none at its ends, so that
  /// line ends and folding make no difference.
  public mutating func addFoldingSpace(_ bytes: Bytes) {
    bytes.withUnsafeBytes { octets in
      // As most texts are.
      if octets.isSpaceFolded { return add(octets) }
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(octets.count, 1)) { folded in
        var count = 0
        var isSpacePending = false
        for octet in octets {
          if octet.isSpace {
            isSpacePending = count > 0
            continue
          }
          if isSpacePending {
            folded[count] = 0x20
            count += 1
            isSpacePending = false
          }
          folded[count] = octet
          count += 1
        }
        add(UnsafeBufferPointer(rebasing: folded[0..<count]))
      }
    }
  }

  /// Words of eight octets, the first octet lowest, the last word filled up with zeros; then the length.
  private mutating func add(_ octets: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(octets)
    var position = 0
    while position + 8 <= raw.count {
      add(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position += 8
    }
    if position < raw.count {
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while position < raw.count {
        word |= UInt64(raw[position]) << shift
        shift += 8
        position += 1
      }
      add(word)
    }
    add(UInt64(raw.count))
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
