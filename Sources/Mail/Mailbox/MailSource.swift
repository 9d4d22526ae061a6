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
  /// What is met on the way.
  public enum Step: Sendable {
    case message(MailItem)
    /// Something that could not be read, or not to its end; reading goes on behind it.
    case failure(MailFailure)
    /// A file in a folder that is no mail at all.
    case passedOver(source: String)
    /// A file or folder that was read to its end.
    case finished(FinishedSource)
  }

  /// How much has been passed, read or not.
  public struct Position: Sendable {
    public var files = 0
    /// Sizes of regular files, as they lie on the disk.
    public var octets: Int64 = 0

    public init() {}
  }

  private struct OpenMailbox {
    var reader: MboxReader
    var stamp: FileStamp?
    var head: FileHead
    var lastMessage: Int
    var isCompressed: Bool
  }

  /// How far it has come.
  public var position: Position {
    guard let mailbox, let size = mailbox.stamp?.size, !mailbox.isCompressed else { return passed }
    var position = passed
    position.octets += Int64(mailbox.lastMessage) - size
    return position
  }

  private var walk: FolderWalk
  private var mailbox: OpenMailbox?
  private var finished: FinishedSource?
  /// With the file that is open.
  private var passed = Position()
  private let memory: (any SourceMemory)?
  private let limits: Limits
  private let blockSize: Int

  /// - Parameters:
  ///   - paths: Read in this order.
  ///   - memory: What need not be read again; without it all is read.
  public init(
    _ paths: [String], memory: (any SourceMemory)? = nil, limits: Limits = .standard
  ) {
    self.init(paths, memory, limits, blockSize: BlockReader.standardBlockSize)
  }

  init(
    _ paths: [String], _ memory: (any SourceMemory)? = nil, _ limits: Limits = .standard,
    blockSize: Int
  ) {
    walk = FolderWalk(paths, limits: limits, memory: memory)
    self.memory = memory
    self.limits = limits
    self.blockSize = blockSize
  }

  /// The next message, failure, or end of a file; nil at the end of all.
  public mutating func next() -> Step? {
    while true {
      if let finished {
        self.finished = nil
        return .finished(finished)
      }
      do throws(MailFailure) {
        if let step = try nextOfMailbox() { return step }
        switch walk.next() {
        case nil: return nil
        case .failure(let failure): return .failure(failure)
        case .finished(let stamp):
          return .finished(FinishedSource(kind: .folder, stamp: stamp, head: .none, position: 0))
        case .file(let path, let stamp, let origin):
          passed.files += 1
          passed.octets += stamp?.size ?? 0
          if let stamp, memory?.isRead(stamp) == true { continue }
          guard let item = try open(path, stamp, isMessage: origin == .maildir) else { continue }
          if origin == .folder, Header(item.octets, limits: limits).isEmpty {
            return .passedOver(source: item.source)
          }
          return .message(item)
        }
      } catch {
        mailbox = nil
        return .failure(error)
      }
    }
  }

  private mutating func nextOfMailbox() throws(MailFailure) -> Step? {
    guard let item = try mailbox?.reader.next() else {
      if let mailbox, let stamp = mailbox.stamp {
        finished = FinishedSource(
          kind: .mailbox, stamp: stamp, head: mailbox.head, position: mailbox.lastMessage)
      }
      mailbox = nil
      guard let finished else { return nil }
      self.finished = nil
      return .finished(finished)
    }
    mailbox?.lastMessage = item.offset
    return .message(item)
  }

  /// - Returns: The message where the file is just one; nil where it is a mailbox or empty.
  private mutating func open(
    _ path: FilePath, _ stamp: FileStamp?, isMessage: Bool
  ) throws(MailFailure) -> MailItem? {
    let reader = try BlockReader(
      path, limits: limits, blockSize: blockSize, mayGrow: !isMessage)
    let head = isMessage ? FileHead.none : reader.head()
    if let stamp, !isMessage, let memory {
      let position = memory.position(in: stamp, head: head)
      if position > 0, reader.seek(to: position) {
        let block = try reader.nextBlock()
        if let mbox = MboxReader(reader, block: block, offset: position, limits: limits) {
          mailbox = OpenMailbox(
            reader: mbox, stamp: stamp, head: head, lastMessage: position,
            isCompressed: false)
          return nil
        }
        reader.rewind()
      }
    }
    var block = try reader.nextBlock()
    if !isMessage, let mbox = MboxReader(reader, block: block, offset: 0, limits: limits) {
      mailbox = OpenMailbox(
        reader: mbox, stamp: stamp, head: head, lastMessage: 0,
        isCompressed: reader.compression != nil)
      return nil
    }
    while !reader.isAtEnd, block.count <= limits.messageSize {
      block = try reader.nextBlock(behind: block)
    }
    if let stamp {
      finished = FinishedSource(
        kind: isMessage ? .maildirMessage : .message, stamp: stamp, head: head, position: 0)
    }
    guard !block.isEmpty else { return nil }
    return MailItem(
      source: reader.source, offset: 0, endOffset: block.count,
      octets: block.prefix(limits.messageSize), isCut: block.count > limits.messageSize)
  }
}
