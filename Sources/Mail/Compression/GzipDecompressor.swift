// Safety argument: `stream` is a heap allocation of its own, so that its address, which zlib keeps in its
// state, does not change between `inflateInit2_` and `inflateEnd`. zlib reads at most `avail_in` octets at
// `next_in` and writes at most `avail_out` at `next_out`; both are set from buffers that outlive the call,
// and are not used after it.

import CCompression
import Octets

/// gzip (RFC 1952), undone by zlib.
final class GzipDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<z_stream>

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 asks for the gzip header; 15 is the largest window.
    guard
      inflateInit2_(stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> DecompressionStep? {
    let offered = (UInt32(clamping: input.count), UInt32(clamping: output.count))
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = offered.0
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = offered.1
    let status = inflate(stream, Z_NO_FLUSH)
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
    return DecompressionStep(
      consumed: Int(offered.0 - stream.pointee.avail_in),
      produced: Int(offered.1 - stream.pointee.avail_out), isAtEnd: status == Z_STREAM_END)
  }
}
