// Safety argument: as for gzip. libbz2 keeps the address of `stream`, which is a heap allocation of its own
// until `BZ2_bzDecompressEnd`; it reads at most `avail_in` octets and writes at most `avail_out`.

import CCompression
import Octets

/// bzip2, undone by libbz2.
final class Bzip2Decompressor: Decompressor {
  private let stream: UnsafeMutablePointer<bz_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
    guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    BZ2_bzDecompressEnd(stream)
    stream.deallocate()
  }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> DecompressionStep? {
    let offered = (UInt32(clamping: input.count), UInt32(clamping: output.count))
    stream.pointee.next_in = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(input.baseAddress))?
      .assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_in = offered.0
    stream.pointee.next_out = UnsafeMutableRawPointer(output.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_out = offered.1
    let status = BZ2_bzDecompress(stream)
    guard status == BZ_OK || status == BZ_STREAM_END else { return nil }
    return DecompressionStep(
      consumed: Int(offered.0 - stream.pointee.avail_in),
      produced: Int(offered.1 - stream.pointee.avail_out), isAtEnd: status == BZ_STREAM_END)
  }
}
