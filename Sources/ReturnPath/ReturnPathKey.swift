import Glibc
import Octets

/// The secret that return paths are signed with. It lives in a file that only its owner can read, never in
/// an argument, the environment or the store.
public struct ReturnPathKey: Sendable {
  static let length = 32

  let octets: [UInt8]

  init(octets: [UInt8]) {
    self.octets = octets
  }

  /// Reads a key file.
  ///
  /// - Throws: `ReturnPathKeyError` where it is missing, no key, or readable by others.
  public init(file path: String) throws(ReturnPathKeyError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path: path) }
    let text: Bytes
    do {
      text = try Bytes(reading: path, limit: 4_096)
    } catch {
      throw .unreadable(path: path, reason: error.description)
    }
    var octets: [UInt8] = []
    let digits = text.trimmed()
    for position in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let high = digits[position].hexDigit, let low = digits[position + 1].hexDigit else {
        throw .noKey(path: path)
      }
      octets.append(high << 4 | low)
    }
    guard octets.count == Self.length, digits.count == 2 * Self.length else {
      throw .noKey(path: path)
    }
    self.octets = octets
  }

  /// Makes a new random key and writes it to a file that must not exist yet.
  public static func create(file path: String) throws(ReturnPathKeyError) -> ReturnPathKey {
    var generator = SystemRandomNumberGenerator()
    let octets = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let digits = octets.map { octet in
      let text = String(octet, radix: 16)
      return octet < 16 ? "0" + text : text
    }
    let line = Array((digits.joined() + "\n").utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    return ReturnPathKey(octets: octets)
  }
}

/// A key that can't be used.
public enum ReturnPathKeyError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case readableByOthers(path: String)
  case noKey(path: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "The key file \(path) can't be read: \(reason)."
    case .unwritable(let path, let reason): "The key file \(path) can't be written: \(reason)."
    case .readableByOthers(let path):
      "The key file \(path) can be read by others. Say `chmod 600 \(path)`, and consider a new key."
    case .noKey(let path): "\(path) holds no key: 64 hexadecimal digits are expected."
    }
  }
}
