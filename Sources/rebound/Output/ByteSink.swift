import Glibc

/// Standard output, or a file, written in large blocks.
///
/// When the reader of a pipe goes away (`rebound … | head`) the program ends quietly with success, as
/// text tools do: nothing is wrong, nobody wants the rest.
final class ByteSink {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let blockSize = 128 * 1024

  static func standardOutput() -> ByteSink { ByteSink(descriptor: STDOUT_FILENO) }

  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer.reserveCapacity(ByteSink.blockSize + 4096)
  }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= ByteSink.blockSize { flush() }
  }

  func write(contentsOf octets: UnsafeBufferPointer<UInt8>) {
    buffer.append(contentsOf: octets)
    if buffer.count >= ByteSink.blockSize { flush() }
  }

  func write(_ octets: [UInt8]) {
    buffer.append(contentsOf: octets)
    if buffer.count >= ByteSink.blockSize { flush() }
  }

  func line(_ text: String = "") {
    write(text)
    buffer.append(0x0A)
  }

  func flush() {
    var written = 0
    buffer.withUnsafeBytes { bytes in
      while written < bytes.count, let base = bytes.baseAddress {
        let count = Glibc.write(descriptor, base + written, bytes.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { Glibc.exit(0) }
          let reason = String(cString: strerror(errno))
          Complaint.write("could not write the output: \(reason)")
          Glibc.exit(ExitStatus.ioError.rawValue)
        }
        written += count
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
