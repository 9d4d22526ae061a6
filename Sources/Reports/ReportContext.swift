import Mail
import Model
import Octets

/// All that is read of a message more than once, each at its first use: most messages need little of it.
final class ReportContext {
  let message: Message
  let header: Header
  let parts: ReportParts
  let limits: Limits
  /// The message that this one was attached to.
  private let outer: ReportContext?

  init(_ message: Message, limits: Limits, attachedTo outer: ReportContext? = nil) {
    self.message = message
    self.outer = outer
    header = message.header
    parts = ReportParts(message.root)
    self.limits = limits
  }

  var recipientLimit: Int { limits.recipients }

  /// When the report was written, by the header around it: the Date field, else the time the first host received it.
  private(set) lazy var date: Int64? = {
    if let outer { return outer.date }
    if let date = header["date"].flatMap(MailDate.parse) { return date }
    guard let trace = header.all("received").last,
      let semicolon = trace.lastIndex(of: UInt8(ascii: ";"))
    else { return nil }
    return MailDate.parse(trace.dropFirst(semicolon + 1))
  }()

  private(set) lazy var author = Author(message.header)

  private(set) lazy var notice = Notice(message, parts: parts, author: author)

  private(set) lazy var original: OriginalMessage = {
    if let returned = parts.returned { return OriginalMessage(returned.header) }
    guard parts.deliveryStatus.isEmpty || isNoticeNeeded else { return OriginalMessage() }
    let original = notice.original
    return original.isEmpty ? OriginalMessage() : OriginalMessage(Header(original))
  }()

  /// Whether the words had to be read anyway.
  private var isNoticeNeeded: Bool { parts.original == nil }

  private(set) lazy var dialectResult: (name: String, recipients: [ReportedRecipient])? =
    DialectReader.read(notice)

  private(set) lazy var subject: Bytes = header.decoded("subject") ?? .empty

  /// In lower case as Unicode has it.
  private(set) lazy var foldedSubject: Bytes =
    subject.firstIndex(where: { $0 >= 0x80 }) == nil ? subject : Bytes(subject.string.lowercased())

  /// Whether a person forwards a report or answers it: what it quotes was reported before.
  private(set) lazy var isPassedOnByPerson: Bool = {
    guard !message.root.mediaType.equalsFolded("multipart/report"), !author.isMailSystem,
      !author.hasNullReturnPath, !author.address.isEmpty,
      AutoReplySubject.withoutReplyMark(foldedSubject) != nil
    else { return false }
    return !header.contains("x-failed-recipients")
  }()

  /// Whether it is worth while to read the words: a report comes from a mail system, or says in its subject what
  /// it is. Softer words count only from machines, since people write about deliveries of all kinds.
  private(set) lazy var suggestsReport: Bool = {
    if author.isMailSystem || author.hasNullReturnPath || author.address.isEmpty { return true }
    if header.contains("x-failed-recipients") || header.contains("x-amz-sns-message-id") {
      return true
    }
    if message.root.mediaType.equalsFolded("multipart/report") { return true }
    if ReportSubject.isUnmistakable(foldedSubject) { return true }
    return ReportSubject.suggestsReport(foldedSubject)
      && (author.isMachine || parts.original != nil || isAutoSubmitted)
  }()

  /// Whether the message comes from a program that passes on what it gets.
  var mayPassReportsOn: Bool {
    if author.isMailSystem || author.hasNullReturnPath || author.isListSoftware { return true }
    return isAutoSubmitted
  }

  /// RFC 3834 section 5.
  var isAutoSubmitted: Bool { header["auto-submitted"].map { !$0.hasPrefixFolded("no") } ?? false }

  /// The first words for people, which name the refused command where the delivery status does not; nil
  /// where they are of no form that does. The words looked for are ASCII in every charset that mail has.
  private(set) lazy var wordsWithStage: Bytes? = {
    guard let words = parts.texts.first?.content.prefix(64 * 1024),
      words.contains("reply") || words.contains(">>> ") || words.contains(" after ")
    else { return nil }
    return words
  }()
}
