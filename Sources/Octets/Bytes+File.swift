// Safety argument: memory from malloc is filled by read(2) up to `count`, which never passes `capacity`,
// and then given to one `ByteStorage`, its only owner. Files are read and not mapped: a mailbox that
// another program truncates while it is mapped would end the process with SIGBUS.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that could not be opened or read, with the system's error number.
public struct FileError: Error, Sendable, CustomStringConvertible {
  public var path: String
  public var errorNumber: Int32
  public init(path: String, errorNumber: Int32) {
    self.path = path
    self.errorNumber = errorNumber
  }
  public var description: String { "\(path): \(String(cString: strerror(errorNumber)))" }
}

extension Bytes {
  /// Reads a whole file into memory, at most `limit` octets of it.
  public init(reading path: String, limit: Int = .max) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor, path: path, limit: limit)
  }

  /// Reads from an open descriptor to its end, at most `limit` octets.
  public init(descriptor: Int32, path: String, limit: Int = .max) throws(FileError) {
    var status = stat()
    var expected = 64 * 1024
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      // One octet more than the size, so that the end of the file is seen without growing.
      expected = Int(status.st_size) + 1
    }
    var capacity = max(1, min(expected, limit))
    guard var memory = malloc(capacity) else { throw FileError(path: path, errorNumber: ENOMEM) }
    var count = 0
    while true {
      if count == capacity {
        if count >= limit { break }
        capacity = min(capacity * 2, limit)
        guard let larger = realloc(memory, capacity) else {
          free(memory)
          throw FileError(path: path, errorNumber: ENOMEM)
        }
        memory = larger
      }
      let received = read(descriptor, memory + count, capacity - count)
      if received < 0 {
        if errno == EINTR { continue }
        let number = errno
        free(memory)
        throw FileError(path: path, errorNumber: number)
      }
      if received == 0 { break }
      count += received
    }
    self.init(ByteStorage(owning: memory, count: count, capacity: capacity))
  }
}
