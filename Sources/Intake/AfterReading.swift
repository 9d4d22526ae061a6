import Foundation
import Mail

/// What becomes of a file that was read, once what it said is committed.
///
/// Only files of which every message was a report are touched: ordinary mail in a bounce mailbox was
/// written by somebody to somebody, and what could not be read may be read by a later version.
public enum AfterReading: Sendable, Equatable {
  case keep
  /// A message in a Maildir is moved to `cur` and marked as seen.
  case seen
  /// A file of one message is removed; a mailbox is emptied, where nothing was added to it since.
  case delete
  /// The file is moved into a folder, where nothing was added to it since.
  case move(folder: String)

  /// Why a file was left as it was.
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Throws: `Refusal`.
  func apply(to source: FinishedSource) throws {
    switch (self, source.kind) {
    case (.keep, _), (_, .folder): return
    case (.seen, .maildirMessage): try markSeen(source.stamp.path)
    case (.seen, _): return
    case (.delete, .mailbox): try MailboxFile(source.stamp).empty()
    case (.delete, _):
      guard try Self.isUnchanged(source.stamp) else { return }
      guard unlink(source.stamp.path) == 0 || errno == ENOENT else {
        throw Refusal(source.stamp.path, "not removed")
      }
    case (.move(let folder), .mailbox): try MailboxFile(source.stamp).move(to: folder)
    case (.move(let folder), _):
      guard try Self.isUnchanged(source.stamp) else { return }
      try Self.rename(source.stamp.path, to: folder + "/" + Self.name(of: source.stamp.path))
    }
  }

  /// Maildir: `new/NAME` becomes `cur/NAME:2,S`; in `cur` the flag is added.
  private func markSeen(_ path: String) throws {
    let name = Self.name(of: path)
    let maildir = (path as NSString).deletingLastPathComponent as NSString
    let parts = name.components(separatedBy: ":2,")
    let flags = parts.count == 2 ? parts[1] : ""
    guard !flags.contains("S") else { return }
    let sorted = String((flags + "S").sorted())
    try Self.rename(path, to: maildir.deletingLastPathComponent + "/cur/\(parts[0]):2,\(sorted)")
  }

  static func name(of path: String) -> String { (path as NSString).lastPathComponent }

  /// - Returns: false where the file has gone: somebody else has seen to it.
  /// - Throws: `Refusal` where it is no longer what was read.
  private static func isUnchanged(_ stamp: FileStamp) throws -> Bool {
    guard let now = FileStamp(of: stamp.path) else { return false }
    guard now == stamp else {
      throw Refusal(description: "\(stamp.path): changed while it was read; left for the next run")
    }
    return true
  }

  /// Never replaces a file that is there already.
  static func rename(_ path: String, to target: String) throws {
    if link(path, target) != 0 {
      switch errno {
      case ENOENT where access(path, F_OK) != 0: return
      case EEXIST where isSameFile(path, target): break  // A run that was killed came this far.
      case EXDEV: try copy(path, to: target)
      case EEXIST:
        throw Refusal(
          description: "\(path): not moved: \(target) is there already; rename one of them")
      default: throw Refusal(target, "nothing can be moved there")
      }
    }
    guard unlink(path) == 0 || errno == ENOENT else { throw Refusal(path, "not removed") }
  }

  private static func isSameFile(_ left: String, _ right: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(left, &one) == 0 && stat(right, &other) == 0
      && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// To another file system. The copy is on its disk before the original goes.
  private static func copy(_ path: String, to target: String) throws {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw Refusal(path, "not moved") }
    defer { close(source) }
    let copy = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw Refusal(target, "nothing can be moved there") }
    defer { close(copy) }
    var isWhole = false
    defer { if !isWhole { unlink(target) } }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count == 0 { break }
      var written = 0
      while written < count {
        let step = buffer[written..<count].withUnsafeBytes { write(copy, $0.baseAddress, $0.count) }
        guard step > 0 else { throw Refusal(target, "nothing can be moved there") }
        written += step
      }
      guard count > 0 else { throw Refusal(path, "not moved") }
    }
    guard fsync(copy) == 0 else { throw Refusal(target, "nothing can be moved there") }
    isWhole = true
  }
}

extension AfterReading.Refusal {
  /// With the system's own words for what happened last.
  init(_ path: String, _ outcome: String) {
    description = "\(path): \(outcome): \(String(cString: strerror(errno)))"
  }
}

/// A mailbox file that mail may be delivered to at any moment.
private struct MailboxFile {
  private let stamp: FileStamp

  init(_ stamp: FileStamp) {
    self.stamp = stamp
  }

  func empty() throws {
    try withLock { descriptor in
      guard ftruncate(descriptor, 0) == 0 else {
        throw AfterReading.Refusal(stamp.path, "not emptied")
      }
    }
  }

  func move(to folder: String) throws {
    try withLock { _ in
      let name = AfterReading.name(of: stamp.path)
      try AfterReading.rename(stamp.path, to: "\(folder)/\(name).\(stamp.modified)")
    }
  }

  /// Holds the locks that delivery agents honour (fcntl and a dot lock) and makes sure that the file is
  /// still what was read.
  private func withLock(_ body: (Int32) throws -> Void) throws {
    let dotLock = stamp.path + ".lock"
    let lock = open(dotLock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // In a folder that is not ours no dot lock can be made; then the other lock must do.
    guard lock >= 0 || errno == EACCES || errno == EPERM else {
      throw errno == EEXIST
        ? isLocked : AfterReading.Refusal(dotLock, "the mailbox was left as it is")
    }
    defer {
      if lock >= 0 {
        close(lock)
        unlink(dotLock)
      }
    }
    let descriptor = open(stamp.path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw AfterReading.Refusal(stamp.path, "not emptied") }
    defer { close(descriptor) }
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    guard fcntl(descriptor, F_SETLK, &request) == 0 else {
      throw isLocked
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == stamp.size,
      Int64(truncatingIfNeeded: status.st_ino) == stamp.inode
    else {
      throw AfterReading.Refusal(
        description: "\(stamp.path): mail was added while it was read; left for the next run")
    }
    try body(descriptor)
  }

  private var isLocked: AfterReading.Refusal {
    .init(description: "\(stamp.path): another program has locked it; left for the next run")
  }
}
