import Octets

/// Finds where the returned message begins in a report that is one text.
///
/// Words in the returned message must never be taken for the report's, so the cut is made at the first
/// sure sign: a separator above a header, or a header that only a message in transit has.
enum ReturnedOriginal {
  /// The report's own words, and the returned message from its header on, empty where there is none.
  static func split(_ text: Bytes) -> (report: Bytes, original: Bytes) {
    var finder = OriginalFinder(text)
    guard let (end, start) = finder.find() else { return (text, .empty) }
    let original = text.dropFirst(start)
    return (text.prefix(end), original.first == UInt8(ascii: ">") ? unquoted(original) : original)
  }

  /// Without the `> ` in front of every line.
  private static func unquoted(_ text: Bytes) -> Bytes {
    var result = ByteBuilder(capacity: text.count)
    for line in text.lines {
      var line = line
      if line.first == UInt8(ascii: ">") {
        line = line.dropFirst(line.count > 1 && line[1] == 0x20 ? 2 : 1)
      }
      result.append(line)
      result.append(0x0A)
    }
    return result.finish()
  }
}

private struct OriginalFinder {
  private let text: Bytes
  /// The fields that were seen in lines that follow each other.
  private var seen = FieldRun()
  /// The last lines that say something, the latest first: one of them may announce the returned message.
  private var recent: (Range<Int>, Range<Int>, Range<Int>) = (0..<0, 0..<0, 0..<0)

  init(_ text: Bytes) { self.text = text }

  /// - Returns: where the report ends, and where the returned header starts.
  mutating func find() -> (end: Int, start: Int)? {
    var lines = text.lines
    while let range = lines.nextRange() {
      guard let first = text[range].firstIndex(where: { !$0.isSpace }) else {
        seen = FieldRun()
        continue
      }
      let line = text[range]
      if let field = HeaderFieldName.known(
        atStartOf: line, quoted: line[first] == UInt8(ascii: ">"))
      {
        if seen.isEmpty {
          seen.start = range.lowerBound
          if let separator { return (separator, range.lowerBound) }
        }
        seen.add(field)
        if seen.isReturnedHeader { return (seen.start, seen.start) }
      } else if first > 0, !seen.isEmpty {
        // A folded field goes on.
      } else {
        // Fields that are not known may stand between known ones.
        if !HeaderFieldName.isFieldLike(line) { seen = FieldRun() }
        recent = (range, recent.0, recent.1)
      }
    }
    return nil
  }

  /// Where the line starts that announces the returned message, if one of the last lines does.
  private var separator: Int? {
    for range in [recent.0, recent.1, recent.2] where !range.isEmpty {
      if Separator.isSeparator(text[range].trimmed()) { return range.lowerBound }
    }
    return nil
  }

  private struct FieldRun {
    var start = 0
    private var fields: UInt16 = 0
    var isEmpty: Bool { fields == 0 }
    private var count: Int { fields.nonzeroBitCount }
    mutating func add(_ field: HeaderFieldName) { fields |= 1 << field.rawValue }
    private func contains(_ field: HeaderFieldName) -> Bool { fields & 1 << field.rawValue != 0 }

    /// Reports list From, To, Subject and Date in their own words; but the trace of a message in transit
    /// (RFC 5321 section 4.4), or an id together with MIME fields, is that of the message itself.
    var isReturnedHeader: Bool {
      if contains(.received) || contains(.returnPath) { return count >= 3 }
      return contains(.messageID) && contains(.mime) && count >= 4
    }
  }
}

/// The fields by which a header is known.
private enum HeaderFieldName: UInt16 {
  case received, returnPath, messageID, mime, from, to, subject, date, signature, other

  private static let names: [(StaticString, HeaderFieldName)] = [
    ("received", .received), ("return-path", .returnPath), ("message-id", .messageID),
    ("mime-version", .mime), ("content-type", .mime), ("content-transfer-encoding", .mime),
    ("from", .from), ("to", .to), ("subject", .subject), ("date", .date),
    ("dkim-signature", .signature), ("domainkey-signature", .signature), ("delivered-to", .other),
    ("sender", .other), ("reply-to", .other), ("cc", .to), ("x-mailer", .other),
    ("x-received", .received),
    ("authentication-results", .other), ("received-spf", .other), ("x-originating-ip", .other),
    ("x-priority", .other), ("x-mimeole", .mime), ("list-id", .other), ("precedence", .other),
    ("errors-to", .other), ("user-agent", .other), ("references", .other), ("in-reply-to", .other),
    ("x-apparently-to", .other), ("envelope-to", .other), ("delivery-date", .other),
  ]

  static func known(atStartOf line: Bytes, quoted: Bool) -> HeaderFieldName? {
    var line = line
    if quoted { line = line.dropFirst().trimmed() }
    guard let first = line.first, first.isLetter,
      let colon = line.prefix(32).firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let name = line.prefix(colon)
    return names.first { name.equalsFolded($0.0) }?.1
  }

  /// `X-Anything: value`, at the start of the line.
  static func isFieldLike(_ line: Bytes) -> Bool {
    let line = line.first == UInt8(ascii: ">") ? line.dropFirst().trimmed() : line
    guard let colon = line.prefix(64).firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
      return false
    }
    return line.prefix(colon).firstIndex(where: { !$0.isAlphanumeric && $0 != 0x2D && $0 != 0x5F })
      == nil
  }
}

/// Lines that announce the returned message.
private enum Separator {
  static func isSeparator(_ line: Bytes) -> Bool {
    guard line.count <= 200 else { return false }
    let isRuled = isRule(line.first, line.count > 1 ? line[1] : nil)
    return plain.occurs(in: line) || (isRuled && ruled.occurs(in: line))
  }

  private static func isRule(_ first: UInt8?, _ second: UInt8?) -> Bool {
    guard let first, first == second else { return false }
    return "-=*_#+~".utf8.contains(first) || first == UInt8(ascii: "|")
  }

  /// Enough in a line that begins with a rule.
  private static let ruled = PhraseSet([
    "original message", "original mail", "returned mail", "returned message", "unsent message",
    "message header",
    "copy of", "undelivered message", "header of the", "headers of the", "message text",
    "original header",
    "rejected message", "message follows", "failed message", "source mail", "message d'origine",
    "mensaje original", "mensagem original", "messaggio originale", "nachricht", "bericht",
    "wiadomo",
  ])

  /// Enough in any line, where a header follows at once.
  private static let plain = PhraseSet([
    "below this line is a copy", "copy of the message", "copy of your message",
    "copy of the original",
    "original message follow", "original message headers", "original headers",
    "original message header",
    "header of the original", "headers of the original", "headers follow", "header follows",
    "header and top",
    "message header:", "lines of your original message", "lines of the original message",
    "text of the original message", "message is attached", "first part of the message",
    "your original message",
    "original message:", "original message is", "original mail", "the message returned below",
    "email below could not",
    "undelivered message you sent", "message contents follow", "message follows",
    "rejected message", "en-têtes",
    "kopfzeilen", "cabecera", "intestazioni", "oryginalne", "исходное сообщение", "以下是", "原始邮件",
    "原邮件",
    "元のメッセージ", "オリジナル",
  ])
}
