import Octets

/// A message as it lies in a mailbox or a file.
public struct MailItem: Sendable {
  /// The path of the file, `-` for standard input.
  public let source: String
  /// Where in the file it begins, counted in octets as they are after decompression.
  public let offset: Int
  /// Where in the file the next message begins or will begin: a later run may go on from here.
  public let endOffset: Int
  /// The message, without the line that separates it from others and without the quoting of a mailbox. At most
  /// as many octets as the limit on a message's size.
  public let octets: Bytes
  /// Whether the limit on a message's size has cut it.
  public let isCut: Bool
}

/// Something that could not be read, or not to its end. What else there is will still be read.
public struct MailFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    /// There is no file or folder of this name.
    case noSuchPath
    /// A message of a Maildir that was listed, and then taken away before it was read.
    case vanished
    /// The system's error number.
    case unreadable(Int32)
    /// Folders stand deeper in folders than the limit allows.
    case tooDeep
    /// The compressed data is damaged or ends too early.
    case damaged(Compression)
    /// More comes out of the compressed data than the limit allows.
    case tooLarge(Compression)
  }

  public var source: String
  public var reason: Reason

  public init(source: String, reason: Reason) {
    self.source = source
    self.reason = reason
  }

  public var description: String {
    switch reason {
    case .noSuchPath: "\(source): no such file or folder"
    case .vanished: "\(source): was taken away by another program before it could be read"
    case .unreadable(let number): FileError(path: source, errorNumber: number).description
    case .tooDeep: "\(source): folders stand too deep in folders"
    case .damaged(let compression): "\(source): damaged or truncated \(compression.rawValue) data"
    case .tooLarge(let compression):
      "\(source): the \(compression.rawValue) data is larger than the limit"
    }
  }
}
