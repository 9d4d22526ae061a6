// Safety argument: `stream` is made by ZSTD_createDStream, freed once by the deinitialiser and used by this
// object alone. libzstd reads below `size` of the input buffer and writes below `size` of the output buffer, which
// outlive the call.

import CCompression
import Octets

/// Zstandard (RFC 8878), undone by libzstd.
final class ZstandardDecompressor: Decompressor {
  private let stream: OpaquePointer

  /// - Parameter memory: How many octets the window may take: the sender of a file chooses it.
  init?(memory: Int) {
    guard let stream = ZSTD_createDStream() else { return nil }
    self.stream = stream
    let windowLog = Int32(max(10, min(31, Int.bitWidth - 1 - max(memory, 1).leadingZeroBitCount)))
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowLog)
  }

  deinit { ZSTD_freeDStream(stream) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> DecompressionStep? {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let left = ZSTD_decompressStream(stream, &target, &source)
    guard ZSTD_isError(left) == 0 else { return nil }
    return DecompressionStep(consumed: source.pos, produced: target.pos, isAtEnd: left == 0)
  }
}
