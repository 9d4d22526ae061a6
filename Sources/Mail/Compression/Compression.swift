import Octets

/// How a file is compressed, told by its first octets and never by its name.
public enum Compression: String, Sendable, CaseIterable {
  case gzip
  case zstd
  case bzip2
  case xz

  /// How many octets tell.
  static let magicLength = 10

  init?(magic octets: Bytes) {
    if octets.hasOctets([0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if octets.hasOctets([0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if octets.hasPrefix("BZh"), let level = octets[3..<4].first,
      (0x31...0x39).contains(level),
      octets[4..<10].hasPrefix("1AY&SY")
    {
      self = .bzip2
    } else if octets.hasOctets([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else {
      return nil
    }
  }

  func decompressor(memory: Int) -> (any Decompressor)? {
    switch self {
    case .gzip: GzipDecompressor()
    case .zstd: ZstandardDecompressor(memory: memory)
    case .bzip2: Bzip2Decompressor()
    case .xz: XZDecompressor(memory: memory)
    }
  }
}

extension Bytes {
  fileprivate func hasOctets(_ octets: [UInt8]) -> Bool {
    guard count >= octets.count else { return false }
    for (position, octet) in octets.enumerated() where self[position] != octet { return false }
    return true
  }
}

/// One compressed stream being undone piece by piece.
protocol Decompressor: AnyObject {
  /// Undoes as much of `input` as fits into `output`.
  ///
  /// - Returns: nil where the data is damaged.
  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> DecompressionStep?
}

struct DecompressionStep {
  var consumed: Int
  var produced: Int
  /// The stream has ended; another may follow in the same file.
  var isAtEnd: Bool
}
