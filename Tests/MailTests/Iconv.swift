import Glibc

/// Octets of a charset for tests.
enum Iconv {
  struct UnknownCharset: Error {}

  static func octets(of text: String, in charset: String) throws -> [UInt8] {
    guard let converter = iconv_open(charset, "UTF-8"), Int(bitPattern: converter) != -1 else {
      throw UnknownCharset()
    }
    defer { iconv_close(converter) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 4 + 16)
    let written = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (input, inputLeft) = (source.baseAddress, source.count)
        var (output, outputLeft) = (target.baseAddress, target.count)
        iconv(converter, &input, &inputLeft, &output, &outputLeft)
        return target.count - outputLeft
      }
    }
    return target[..<written].map { UInt8(bitPattern: $0) }
  }
}
