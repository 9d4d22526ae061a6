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
      guard unlink(source.stamp.path) == 0 || errno == ENOENT else {
        throw Refusal(source.stamp.path)
      }
    case (.move(let folder), .mailbox): try MailboxFile(source.stamp).move(to: folder)
    case (.move(let folder), _):
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

  /// Never replaces a file that is there already.
  static func rename(_ path: String, to target: String) throws {
    guard link(path, target) == 0 else {
      if errno == ENOENT { return }
      throw Refusal(target)
    }
    unlink(path)
  }
}

extension AfterReading.Refusal {
  init(_ path: String) {
    description = "\(path): \(String(cString: strerror(errno)))"
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
      guard ftruncate(descriptor, 0) == 0 else { throw AfterReading.Refusal(stamp.path) }
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
      throw AfterReading.Refusal(dotLock)
    }
    defer {
      if lock >= 0 {
        close(lock)
        unlink(dotLock)
      }
    }
    let descriptor = open(stamp.path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw AfterReading.Refusal(stamp.path) }
    defer { close(descriptor) }
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    guard fcntl(descriptor, F_SETLK, &request) == 0 else {
      throw AfterReading.Refusal(stamp.path)
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
}
