// Safety argument: iconv(3) reads at most `inputLeft` octets at `input` and writes at most `outputLeft`
// octets at `output`; both are derived from the counts of the buffers that stay alive around the call, and
// the C library moves the pointers only as far as it lowers the counts. The input is declared mutable by the C
// header and is not written to. A converter is opened for each text and closed before the function returns, so no
// state is shared between threads.

import Octets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's charset converters.
enum Iconv {
  /// The text in UTF-8, with U+FFFD for each octet that the charset does not have, and the number of these.
  ///
  /// - Returns: nil where the C library does not know the charset.
  static func utf8(_ octets: Bytes, from charset: String) -> (text: Bytes, failures: Int)? {
    guard let converter = iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    var text = ByteBuilder(capacity: octets.count * 3 / 2 + 64)
    var failures = 0
    octets.withUnsafeBytes { buffer in
      var input = UnsafeMutablePointer<CChar>(
        mutating: UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self))
      var inputLeft = buffer.count
      while inputLeft > 0 {
        var problem: Int32 = 0
        text.append(room: max(64, min(inputLeft * 2, 1 << 16))) { room in
          step(converter, &input, &inputLeft, room, &problem)
        }
        // E2BIG: the room is full, and there is new room in the next round.
        guard problem == EILSEQ || problem == EINVAL else { continue }
        failures += 1
        text.append("\u{FFFD}")
        if inputLeft > 0 {
          input = input?.advanced(by: 1)
          inputLeft -= 1
        }
      }
    }
    return (text.finish(), failures)
  }

  private static func step(
    _ converter: iconv_t, _ input: inout UnsafeMutablePointer<CChar>?, _ inputLeft: inout Int,
    _ room: UnsafeMutableBufferPointer<UInt8>, _ problem: inout Int32
  ) -> Int {
    var output = UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self)
    var outputLeft = room.count
    if iconv(converter, &input, &inputLeft, &output, &outputLeft) == -1 { problem = errno }
    return room.count - outputLeft
  }
}
