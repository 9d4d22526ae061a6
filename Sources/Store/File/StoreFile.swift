#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file as a file: who may read it, whether it is whole.
struct StoreFile {
  let path: String

  var exists: Bool { access(path, F_OK) == 0 }
  var isWritable: Bool { access(path, W_OK) == 0 }

  var isDirectoryWritable: Bool {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return access(directory, W_OK) == 0
  }

  /// Makes an empty file that only its owner may read, and the directories above it that are missing.
  /// SQLite gives the files it puts beside a database the mode of the database.
  func create() throws(StoreError) {
    try makeDirectories()
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      // Another process may have made it in the meantime: that one is as good.
      throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
  }

  private func makeDirectories() throws(StoreError) {
    let octets = Array(path.utf8)
    for (position, octet) in octets.enumerated() where octet == UInt8(ascii: "/") && position > 0 {
      let directory = String(decoding: octets[..<position], as: UTF8.self)
      if mkdir(directory, 0o700) != 0, errno != EEXIST, access(directory, F_OK) != 0 {
        throw .cannotOpen(path: path, detail: "\(directory): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// What tells the file from another one that takes its name.
  struct Identity: Sendable, Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// nil where there is no file.
  var identity: Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Whether pages are missing at the end. SQLite itself finds out only when it comes to them.
  ///
  /// While a write-ahead log is waiting, the file may rightly be shorter than its header says.
  var isTruncated: Bool {
    if StoreFile(path: path + "-wal").size > 0 { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    guard read(descriptor, &header, header.count) == header.count,
      header.starts(with: "SQLite format 3\0".utf8)
    else { return false }
    func number(_ range: Range<Int>) -> Int { header[range].reduce(0) { $0 << 8 | Int($1) } }
    // The count of pages is to be trusted only where the two change counters agree
    // (https://www.sqlite.org/fileformat2.html, "In-header database size").
    guard number(24..<28) == number(92..<96) else { return false }
    let pageSize = number(16..<18) == 1 ? 65_536 : number(16..<18)
    return size < number(28..<32) * pageSize
  }

  /// In octets; 0 where there is no file.
  var size: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
