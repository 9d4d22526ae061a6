import Model
import Octets

/// What one message came to. Everything of it is written in one transaction.
public enum IngestedMessage: Sendable {
  /// A report, with what it says about each recipient; none where it names nobody.
  case report([Event])
  /// No report about mail of ours at all.
  case ordinary
  case unreadable(UnreadableMessage)
}

/// A message that could not be read or not be understood, kept as it was.
public struct UnreadableMessage: Sendable {
  /// 128 bits over its octets: the same message is kept once, wherever it is read.
  public var key: EventKey
  /// The file, directory entry or stream it was read from.
  public var source: String
  /// Where it starts in there, in octets.
  public var position: Int64
  /// What was wrong.
  public var error: String
  /// Nil where it is too large to be kept.
  public var raw: Bytes?

  public init(key: EventKey, source: String, position: Int64, error: String, raw: Bytes?) {
    self.key = key
    self.source = source
    self.position = position
    self.error = error
    self.raw = raw
  }
}

/// How far a file was read.
public struct SourceMark: Sendable, Equatable {
  public var path: String
  public var device: Int64
  public var inode: Int64
  public var size: Int64
  public var modifiedNanoseconds: Int64
  /// Where the next run starts.
  public var position: Int64
  /// A hash of the file's first octets, by which one that was replaced is recognised.
  public var head: EventKey

  public init(
    path: String, device: Int64, inode: Int64, size: Int64, modifiedNanoseconds: Int64,
    position: Int64, head: EventKey
  ) {
    self.path = path
    self.device = device
    self.inode = inode
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.position = position
    self.head = head
  }
}

/// What a run has done so far.
public struct RunCounts: Sendable, Equatable {
  /// All messages that were read: reports, ordinary and unreadable ones.
  public var messages = 0
  public var reports = 0
  public var eventsNew = 0
  /// Events that were in the store already.
  public var eventsKnown = 0
  public var ordinary = 0
  public var unreadable = 0

  public init() {}
}
