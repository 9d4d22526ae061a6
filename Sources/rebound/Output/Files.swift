import Glibc
import Octets

/// An input that is a file, or `-` for standard input.
final class FileInput {
  let descriptor: Int32
  let name: String

  init(path: String) throws(FileError) {
    if path == "-" {
      (descriptor, name) = (STDIN_FILENO, "standard input")
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    name = path
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
  }

  /// Whether a path names the very file that is read.
  func isFile(_ path: String) -> Bool {
    var mine = Glibc.stat()
    var other = Glibc.stat()
    return fstat(descriptor, &mine) == 0 && stat(path, &other) == 0 && mine.st_dev == other.st_dev
      && mine.st_ino == other.st_ino && mine.st_mode & S_IFMT == S_IFREG
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }
}

/// An output that is a file, or standard output where none is named.
enum FileOutput {
  static func sink(path: String?) throws(FileError) -> ByteSink {
    guard let path, path != "-" else { return ByteSink.standardOutput() }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    return ByteSink(descriptor: descriptor)
  }
}

extension ByteSink {
  func write(_ octets: Bytes) {
    octets.withUnsafeBytes { write(contentsOf: $0) }
  }
}
