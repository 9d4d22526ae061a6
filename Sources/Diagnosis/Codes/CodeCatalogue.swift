import Model

/// What a code means by the registries, whoever uses it for what.
public struct CodeMeaning: Sendable, Equatable {
  /// `5.1.1` or `550`.
  public let code: String
  public let title: String
  public let meaning: String
  /// The RFC that defines it, "" where none does.
  public let reference: String
  /// Whether the very code is registered; otherwise the meaning is that of its subject or class.
  public let isRegistered: Bool
}

/// The registered codes: reply codes of SMTP (RFC 5321 and its extensions) and enhanced status codes
/// (RFC 3463, the registry of RFC 5248).
public enum CodeCatalogue {
  /// The meaning of an enhanced status code. The registry may grow and vendors mint their own, so an
  /// unknown detail falls back to its subject, and an unknown subject to its class (RFC 3463 section 2).
  public static func meaning(of status: EnhancedStatus) -> CodeMeaning {
    let code = status.description
    let classWords = Self.classWords(status.statusClass)
    if let entry = statuses[Key(status)] {
      return CodeMeaning(
        code: code, title: entry.title,
        meaning: [entry.meaning, classWords].filter { !$0.isEmpty }.joined(separator: " "),
        reference: entry.reference, isRegistered: true)
    }
    let subject = subjectWords(status.subject)
    return CodeMeaning(
      code: code, title: subject?.title ?? "Not registered",
      meaning: "No registered code. "
        + [subject?.words, classWords].compactMap { $0 }
        .joined(separator: " "), reference: "RFC 3463", isRegistered: false)
  }

  /// The meaning of a reply code; an unknown one falls back to its first digit (RFC 5321 section 4.2.1).
  public static func meaning(of reply: ReplyCode) -> CodeMeaning {
    if let entry = replies[reply.rawValue] {
      return CodeMeaning(
        code: reply.description, title: entry.title, meaning: entry.meaning,
        reference: entry.reference, isRegistered: !entry.reference.isEmpty)
    }
    let words =
      switch reply.rawValue / 100 {
      case 2: "The command was carried out."
      case 3: "The server waits for more."
      case 4: "A temporary failure: the same may work later."
      default: "A permanent failure: the same will not work."
      }
    return CodeMeaning(
      code: reply.description, title: "Not registered", meaning: "No registered code. " + words,
      reference: "RFC 5321 section 4.2.1", isRegistered: false)
  }

  /// How many enhanced status codes are known, classes apart.
  static var statusCount: Int { statuses.count }

  private struct Key: Hashable {
    let subject: Int
    let detail: Int
    init(_ status: EnhancedStatus) {
      subject = status.subject
      detail = status.detail
    }
    init(_ entry: RegisteredStatus) {
      subject = entry.subject
      detail = entry.detail
    }
  }

  private static let statuses = Dictionary(
    RegisteredStatus.all.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
  private static let replies = Dictionary(
    RegisteredReply.all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  private static func classWords(_ statusClass: Int) -> String {
    switch statusClass {
    case 2: "The message was delivered."
    case 4: "Temporary: sending it later may work."
    default: "Permanent: sending the same again will not work."
    }
  }

  /// The subjects, with who can do something about them (RFC 3463 section 3).
  private static func subjectWords(_ subject: Int) -> (title: String, words: String)? {
    switch subject {
    case 0: ("Other or undefined status", "What kind of failure it is was not told.")
    case 1:
      ("Addressing status", "Something about an address, which the sender can usually correct.")
    case 2: ("Mailbox status", "Something about the mailbox, which is the recipient's to mend.")
    case 3: ("Mail system status", "Something about the destination's mail system.")
    case 4: ("Network and routing status", "Something on the way to the destination.")
    case 5: ("Mail delivery protocol status", "The two servers did not understand each other.")
    case 6: ("Message content or media status", "Something about the message's content.")
    case 7: ("Security or policy status", "A rule of one side or the other, or a matter of trust.")
    default: nil
    }
  }
}
