// Safety argument: `octets` ends in exactly one NUL, written by the initialisers, so it is a C string for as long as
// the closure of `withUnsafeBufferPointer` runs.

import Octets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A path as the system has it: octets, which need not be UTF-8. A `String` would change some, and the file could
/// not be opened by it.
struct FilePath: Sendable, CustomStringConvertible {
  private let octets: [UInt8]

  init(_ path: String) {
    octets = Array(path.utf8.prefix { $0 != 0 }) + [0]
  }

  private init(octets: [UInt8]) {
    self.octets = octets
  }

  func appending(_ name: Bytes) -> FilePath {
    var joined = octets.dropLast()
    if joined.last != 0x2F { joined.append(0x2F) }
    name.withUnsafeBytes { joined.append(contentsOf: $0) }
    joined.append(0)
    return FilePath(octets: Array(joined))
  }

  var isStandardInput: Bool { octets == [0x2D, 0] }

  /// With U+FFFD for what is not UTF-8.
  var description: String { String(decoding: octets.dropLast(), as: UTF8.self) }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    octets.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { fatalError("a path has its NUL") }
        return body(start)
      }
    }
  }

  /// - Returns: A descriptor, or -1 with the reason in errno.
  func opened() -> Int32 {
    withCString { open($0, O_RDONLY | O_CLOEXEC) }
  }

  /// What the path is, symbolic links followed.
  var kind: Kind {
    var status = stat()
    guard withCString({ stat($0, &status) }) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder(stamp(status))
    case S_IFREG: return .file(stamp(status))
    default: return .other
    }
  }

  private func stamp(_ status: stat) -> FileStamp {
    FileStamp(
      path: description, device: Int64(truncatingIfNeeded: status.st_dev),
      inode: Int64(truncatingIfNeeded: status.st_ino), size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }

  enum Kind {
    case file(FileStamp)
    case folder(FileStamp)
    /// A pipe, a device, a socket.
    case other
    case missing
    case unreadable(Int32)
  }
}
