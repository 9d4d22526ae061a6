import Crypto

/// Hashed addresses, so that two senders can compare lists without showing them.
enum SHA256Digest {
  static func hexadecimal(of text: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var output: [UInt8] = []
    output.reserveCapacity(64)
    for octet in SHA256.hash(data: Array(text.utf8)) {
      output.append(digits[Int(octet >> 4)])
      output.append(digits[Int(octet & 15)])
    }
    return String(decoding: output, as: UTF8.self)
  }
}
