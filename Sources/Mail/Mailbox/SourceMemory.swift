/// What is remembered of earlier runs, so that nothing is read again that was read before.
public protocol SourceMemory: AnyObject, Sendable {
  /// Whether all files of a Maildir's `new` or `cur` were read, and none has come or gone since.
  func isUnchanged(folder: FileStamp) -> Bool
  /// Whether the file was read to its end and has not changed since.
  func isRead(_ file: FileStamp) -> Bool
  /// Where to go on in a mailbox that was read before and has grown; 0 to read it from its start.
  func position(in file: FileStamp, head: FileHead) -> Int
}

/// A file or folder that was read to its end.
public struct FinishedSource: Sendable {
  public enum Kind: Sendable, Equatable {
    /// A message of a Maildir.
    case maildirMessage
    /// A file that is one message.
    case message
    case mailbox
    /// `new` or `cur` of a Maildir: every file that was in it when it was listed.
    case folder
  }

  public let kind: Kind
  public let stamp: FileStamp
  public let head: FileHead
  /// Where a later run goes on when the file has grown: at the last message, which may not have been
  /// written to its end.
  public let position: Int
}
