// Safety argument: read(2) is given the free rest of a buffer and its exact size, and its result is checked before
// it is counted. Decompressors get sub-buffers of live buffers only. The descriptor belongs to this object, which
// closes it, unless it is standard input.

import Octets

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a file, compressed or not, in large blocks. However large the file, no more is in memory than the
/// blocks that are in use.
public final class BlockReader {
  /// How much is read at a time, but where the file is smaller.
  public static let standardBlockSize = 256 << 10
  /// Enough for the first line of a mailbox and for what tells a compressed file.
  static let minimumBlockSize = 2 << 10

  /// The file's path, `-` for standard input.
  public let source: String
  /// Known once the first block has been read; nil where the file is not compressed.
  public private(set) var compression: Compression?
  /// Whether all has been read.
  public private(set) var isAtEnd = false

  let blockSize: Int
  private let descriptor: Int32
  private let isRegular: Bool
  private let limits: Limits
  private var decompressor: (any Decompressor)?
  private var input = Bytes.empty
  private var isInputAtEnd = false
  private var isStarted = false
  private var produced = 0
  /// How many octets the file had when it was opened; for what is no file, how many to expect.
  private let size: Int
  /// How many octets of a file are still to be read. What is added behind is for the next run: the last
  /// message of it may not have been written to its end.
  private var remaining: Int

  /// Opens a file; `-` is standard input.
  public convenience init(
    _ path: String, limits: Limits = .standard
  ) throws(MailFailure) {
    try self.init(FilePath(path), limits: limits)
  }

  /// - Parameter mayGrow: Whether other programs add to the file, as to a mailbox.
  init(
    _ path: FilePath, limits: Limits, blockSize: Int = standardBlockSize, mayGrow: Bool = true
  ) throws(MailFailure) {
    self.blockSize = max(Self.minimumBlockSize, blockSize)
    source = path.description
    self.limits = limits
    descriptor = path.isStandardInput ? 0 : path.opened()
    guard descriptor >= 0 else {
      throw MailFailure(
        source: source, reason: errno == ENOENT ? .noSuchPath : .unreadable(errno))
    }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if isFile, mayGrow, descriptor > 0 { Self.awaitDelivery(descriptor, &status) }
    isRegular = isFile
    size = isFile ? Int(status.st_size) : self.blockSize
    // Files that the kernel makes up say that they are empty.
    remaining = isFile && size > 0 ? size : .max
  }

  /// Waits a moment for whoever is adding to the file, by the lock that delivery agents hold meanwhile
  /// (fcntl), and looks at its size while nobody is: then it ends with a whole message.
  private static func awaitDelivery(_ descriptor: Int32, _ status: inout stat) {
    var lock = flock()
    lock.l_whence = Int16(SEEK_SET)
    for _ in 0..<20 {
      lock.l_type = Int16(F_RDLCK)
      if fcntl(descriptor, F_SETLK, &lock) == 0 {
        fstat(descriptor, &status)
        lock.l_type = Int16(F_UNLCK)
        _ = fcntl(descriptor, F_SETLK, &lock)
        return
      }
      guard errno == EAGAIN || errno == EACCES else { return }
      usleep(50_000)
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// How many octets of a file its head is made of.
  static let headLength = 4_096

  /// A hash of the first octets of a regular file, however far it was read.
  func head() -> FileHead {
    guard isRegular else { return .none }
    let octets = Bytes(capacity: Self.headLength) { buffer in
      max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    var hash = ContentHash()
    hash.add(octets)
    let (high, low) = hash.value
    return FileHead(high: high, low: low)
  }

  /// Goes to a place in a file that is not compressed, before the first block is read.
  ///
  /// - Returns: false where there is no such place, or it cannot be told.
  func seek(to offset: Int) -> Bool {
    guard isRegular, !isStarted, offset > 0, offset <= size,
      lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
    else { return false }
    remaining = size - offset
    return true
  }

  /// Goes back to the start of a regular file.
  func rewind() {
    isAtEnd = false
    isInputAtEnd = false
    isStarted = false
    compression = nil
    decompressor = nil
    input = .empty
    produced = 0
    remaining = size > 0 ? size : .max
    lseek(descriptor, 0, SEEK_SET)
  }

  /// The next block with `carry` in front of it, which may be what was left of the last one.
  public func nextBlock(behind carry: Bytes = .empty) throws(MailFailure) -> Bytes {
    guard !isAtEnd else { return carry }
    if !isStarted {
      isStarted = true
      let first = try readRaw(behind: .empty, room: min(size + 1, blockSize))
      compression = Compression(magic: first)
      guard compression != nil else {
        isAtEnd = isInputAtEnd
        return carry.isEmpty ? first : Bytes(joining: carry, first)
      }
      input = first
    }
    // As much again as is carried on, so that what grows over many blocks is copied no more than twice.
    let room = max(blockSize, carry.count)
    if let compression { return try decompress(compression, behind: carry, room: room) }
    let block = try readRaw(behind: carry, room: room)
    isAtEnd = isInputAtEnd
    return block
  }

  // MARK: Raw

  private func readRaw(behind carry: Bytes, room: Int) throws(MailFailure) -> Bytes {
    var failure: Int32 = 0
    let block = Bytes(capacity: carry.count + room) { buffer in
      carry.withUnsafeBytes { _ = buffer.update(fromContentsOf: $0) }
      var count = carry.count
      while count < buffer.count, let start = buffer.baseAddress {
        let asked = min(buffer.count - count, remaining)
        let received = asked > 0 ? read(descriptor, start + count, asked) : 0
        if received < 0 {
          if errno == EINTR { continue }
          failure = errno
          break
        }
        count += received
        remaining -= received
        // The end of a regular file needs no further call to be seen.
        if received == 0 || (isRegular && received < asked) {
          isInputAtEnd = true
          break
        }
      }
      return count
    }
    guard failure == 0 else { throw MailFailure(source: source, reason: .unreadable(failure)) }
    return block
  }

  // MARK: Compressed

  private func decompress(
    _ compression: Compression, behind carry: Bytes, room: Int
  ) throws(MailFailure) -> Bytes {
    var reason: MailFailure.Reason?
    let block = Bytes(capacity: carry.count + room) { buffer in
      carry.withUnsafeBytes { _ = buffer.update(fromContentsOf: $0) }
      var count = carry.count
      while count < buffer.count, !isAtEnd, reason == nil {
        do throws(MailFailure) {
          count += try decompress(
            compression, into: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        } catch {
          reason = error.reason
        }
      }
      return count
    }
    if let reason { throw MailFailure(source: source, reason: reason) }
    return block
  }

  /// One step. - Returns: How many octets came out.
  private func decompress(
    _ compression: Compression, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(MailFailure) -> Int {
    if input.isEmpty, !isInputAtEnd {
      input = try readRaw(behind: .empty, room: min(size + 1, blockSize))
    }
    guard let decompressor = try currentDecompressor(compression) else { return 0 }
    let step = input.withUnsafeBytes { decompressor.step($0, into: output) }
    guard let step else { throw MailFailure(source: source, reason: .damaged(compression)) }
    input = input.dropFirst(step.consumed)
    produced += step.produced
    guard produced <= limits.decompressedSize else {
      throw MailFailure(source: source, reason: .tooLarge(compression))
    }
    if step.isAtEnd {
      self.decompressor = nil
    } else if step.consumed == 0, step.produced == 0, input.isEmpty, isInputAtEnd {
      throw MailFailure(source: source, reason: .damaged(compression))
    } else if step.consumed == 0, step.produced == 0, !input.isEmpty {
      // No progress though there is input and room: nothing that would come later changes that.
      throw MailFailure(source: source, reason: .damaged(compression))
    }
    return step.produced
  }

  /// The one at work, or one for the next stream in the file; nil at the end. What follows the last
  /// stream and is none is passed over, as gzip does: tapes pad with zeros.
  private func currentDecompressor(
    _ compression: Compression
  ) throws(MailFailure) -> (any Decompressor)? {
    if let decompressor { return decompressor }
    if input.count < Compression.magicLength, !isInputAtEnd {
      input = try readRaw(behind: input, room: blockSize)
    }
    guard Compression(magic: input) == compression else {
      isAtEnd = true
      return nil
    }
    guard let next = compression.decompressor(memory: limits.decompressorMemory) else {
      throw MailFailure(source: source, reason: .unreadable(ENOMEM))
    }
    decompressor = next
    return next
  }
}
