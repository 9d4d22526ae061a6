import Octets

/// Messages one after the other, from wherever mail is kept: Maildir, MH and other folders, mailbox files, files
/// of one message, standard input (`-`); each file also as gzip, zstd, bzip2 or xz.
///
/// Memory stays flat whatever the size of a mailbox: only what was not taken yet and what the taker still holds
/// is in memory.
///
///     var source = MailSource(["/var/mail/bounces"])
///     while let result = source.next() { … }
public struct MailSource {
  private var walk: FolderWalk
  private var mailbox: MboxReader?
  private var resumeOffset: Int
  private let limits: Limits

  /// - Parameters:
  ///   - paths: Read in this order.
  ///   - offset: Where to go on in the first path, where that is a mailbox file that has grown since: the
  ///     `endOffset` of the last message taken from it. Where no message begins at this place (another file has taken
  ///     its name, or it was rewritten) it is read from its start.
  public init(_ paths: [String], resumingAt offset: Int = 0, limits: Limits = .standard) {
    walk = FolderWalk(paths, limits: limits)
    resumeOffset = offset
    self.limits = limits
  }

  /// The next message, or a file that could not be read, or not to its end; reading then goes on
  /// behind it. nil at the end.
  public mutating func next() -> Result<MailItem, MailFailure>? {
    while true {
      do throws(MailFailure) {
        if let item = try mailbox?.next() { return .success(item) }
        mailbox = nil
        switch walk.next() {
        case nil: return nil
        case .failure(let failure): return .failure(failure)
        case .file(let path, let isMessage):
          if let item = try open(path, isMessage: isMessage) { return .success(item) }
        }
      } catch {
        mailbox = nil
        return .failure(error)
      }
    }
  }

  /// - Returns: The message where the file is just one; nil where it is a mailbox or empty.
  private mutating func open(
    _ path: FilePath, isMessage: Bool
  ) throws(MailFailure) -> MailItem? {
    let reader = try BlockReader(path, limits: limits)
    let offset = resumeOffset
    resumeOffset = 0
    if offset > 0, reader.seek(to: offset) {
      let block = try reader.nextBlock()
      if block.isEmpty { return nil }
      mailbox = MboxReader(reader, block: block, offset: offset, limits: limits)
      if mailbox != nil { return nil }
      reader.rewind()
    }
    var block = try reader.nextBlock()
    if !isMessage {
      mailbox = MboxReader(reader, block: block, offset: 0, limits: limits)
      if mailbox != nil { return nil }
    }
    while !reader.isAtEnd, block.count <= limits.messageSize {
      block = try reader.nextBlock(behind: block)
    }
    guard !block.isEmpty else { return nil }
    return MailItem(
      source: reader.source, offset: 0, endOffset: block.count,
      octets: block.prefix(limits.messageSize), isCut: block.count > limits.messageSize)
  }
}
