import Mail
import Model
import Octets
import Store

/// What the store remembers of the files that were read, asked from the reading thread.
public final class StoreMemory: SourceMemory, @unchecked Sendable {
  // Used by the reading thread alone. The connection is its own, so that it never waits for the writer.
  private let store: Store
  private var folder: String?
  /// Of the files of `folder`: hashed path to hashed stamp, since a Maildir may hold a million.
  private var known: [UInt64: UInt64] = [:]

  public init(_ store: Store) {
    self.store = store
  }

  public func isUnchanged(folder: FileStamp) -> Bool {
    guard let mark = try? store.sourceMark(folder.path) else { return false }
    return mark.isOf(folder)
  }

  public func isRead(_ file: FileStamp) -> Bool {
    guard let slash = file.path.lastIndex(of: "/") else {
      return (try? store.sourceMark(file.path))?.isOf(file) ?? false
    }
    load(folder: String(file.path[...slash]))
    return known[Self.hash(file.path)] == Self.hash(file)
  }

  public func position(in file: FileStamp, head: FileHead) -> Int {
    guard let mark = try? store.sourceMark(file.path),
      mark.device == file.device, mark.inode == file.inode, mark.size <= file.size,
      mark.head == EventKey(high: head.high, low: head.low)
    else { return 0 }
    return Int(mark.position)
  }

  private func load(folder: String) {
    guard folder != self.folder else { return }
    self.folder = folder
    known.removeAll(keepingCapacity: true)
    // What can't be remembered is read again, which adds nothing.
    try? store.sourceMarks(below: folder) { mark in
      known[Self.hash(mark.path)] = Self.hash(
        FileStamp(
          path: mark.path, device: mark.device, inode: mark.inode, size: mark.size,
          modified: mark.modifiedNanoseconds))
    }
  }

  private static func hash(_ path: String) -> UInt64 {
    var hash = ContentHash()
    hash.add(path)
    return hash.value.low
  }

  private static func hash(_ stamp: FileStamp) -> UInt64 {
    var hash = ContentHash()
    for number in [stamp.device, stamp.inode, stamp.size, stamp.modified] {
      hash.add(UInt64(bitPattern: number))
    }
    return hash.value.low
  }
}

extension SourceMark {
  init(_ source: FinishedSource) {
    self.init(
      path: source.stamp.path, device: source.stamp.device, inode: source.stamp.inode,
      size: source.stamp.size, modifiedNanoseconds: source.stamp.modified,
      position: Int64(source.position),
      head: EventKey(high: source.head.high, low: source.head.low))
  }

  func isOf(_ stamp: FileStamp) -> Bool {
    device == stamp.device && inode == stamp.inode && size == stamp.size
      && modifiedNanoseconds == stamp.modified
  }
}
