// Safety argument: as for gzip. liblzma keeps its state behind `stream`, a heap allocation of its own until
// `lzma_end`; it reads at most `avail_in` octets and writes at most `avail_out`. Zeroed memory is what
// LZMA_STREAM_INIT is.

import CCompression
import Octets

/// xz, undone by liblzma.
final class XZDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<lzma_stream>

  /// - Parameter memory: How many octets the decoder may take: the sender of a file chooses its dictionary.
  init?(memory: Int) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    guard lzma_stream_decoder(stream, UInt64(clamping: memory), 0) == LZMA_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> DecompressionStep? {
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = output.count
    let status = lzma_code(stream, LZMA_RUN)
    guard status == LZMA_OK || status == LZMA_STREAM_END || status == LZMA_BUF_ERROR else {
      return nil
    }
    return DecompressionStep(
      consumed: input.count - stream.pointee.avail_in,
      produced: output.count - stream.pointee.avail_out, isAtEnd: status == LZMA_STREAM_END)
  }
}
