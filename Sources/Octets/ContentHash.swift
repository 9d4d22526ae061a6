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
    var text = text
    text.withUTF8 { add($0, foldingSpace: false) }
  }

  public mutating func add(_ bytes: Bytes) {
    bytes.withUnsafeBytes { add($0, foldingSpace: false) }
  }

  /// Adds the text with every run of white space counted as one space and none at its ends, so that
  /// line ends and folding make no difference.
  public mutating func addFoldingSpace(_ text: String) {
    var text = text
    text.withUTF8 { add($0, foldingSpace: true) }
  }

  private mutating func add(_ octets: UnsafeBufferPointer<UInt8>, foldingSpace: Bool) {
    var word: UInt64 = 0
    var filled: UInt64 = 0
    var length: UInt64 = 0
    var isSpacePending = false
    func take(_ octet: UInt8, _ hash: inout ContentHash) {
      word |= UInt64(octet) << (filled * 8)
      filled += 1
      length += 1
      if filled == 8 {
        hash.add(word)
        word = 0
        filled = 0
      }
    }
    for octet in octets {
      if foldingSpace, octet.isSpace {
        isSpacePending = length > 0
        continue
      }
      if isSpacePending {
        take(0x20, &self)
        isSpacePending = false
      }
      take(octet, &self)
    }
    if filled > 0 { add(word) }
    add(length)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
