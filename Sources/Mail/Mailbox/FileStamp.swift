/// What a file or folder looked like when it was met: by this a later run tells whether it has changed.
public struct FileStamp: Sendable, Equatable {
  public let path: String
  public let device: Int64
  public let inode: Int64
  /// In octets.
  public let size: Int64
  /// In nanoseconds since 1970.
  public let modified: Int64

  public init(path: String, device: Int64, inode: Int64, size: Int64, modified: Int64) {
    self.path = path
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }
}

extension FileStamp {
  /// What the file looks like now; nil where there is no file.
  public init?(of path: String) {
    guard case .file(let stamp) = FilePath(path).kind else { return nil }
    self = stamp
  }
}

/// 128 bits over the first octets of a file: by this a mailbox that has grown is told from another that
/// has taken its name.
public struct FileHead: Sendable, Hashable {
  public let high: UInt64
  public let low: UInt64
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A file whose beginning was not looked at.
  public static let none = FileHead(high: 0, low: 0)
}
