import Model
import Octets

/// Reads at which command a server refused, from the words mail systems report it with. Words may be parted
/// by line ends, since reports are wrapped.
enum StageWords {
  /// Postfix `(in reply to RCPT TO command)`, `while sending DATA`; Exim `after RCPT TO:<…>`; sendmail's
  /// `>>> DATA` above `<<< 554 …`; qmail `does not like recipient`.
  static func stage(in text: Bytes) -> SMTPStage? {
    introduced(in: text) ?? transcript(text) ?? sentence(text)
  }

  /// Words behind which a command stands, as software writes them: exact letters, so that the search is the
  /// C library's.
  private static let introductions: [StaticString] = [
    "reply", "while sending", "response to", "after", "rror sending",
  ]

  private static func introduced(in text: Bytes) -> SMTPStage? {
    for introduction in introductions {
      var position = 0
      while let found = text.position(of: introduction, from: position) {
        position = found + introduction.utf8CodeUnitCount
        var words = text[position..<position + 72].unfolded()
        if words.hasPrefix("to ") { words = words.dropFirst(3) }
        if let stage = command(words) { return stage }
      }
    }
    return nil
  }

  private static let commands: [(StaticString, SMTPStage)] = [
    ("rcpt", .rcpt), ("mail from", .mail), ("mail command", .mail), ("end of data", .endOfData),
    ("end-of-data", .endOfData), ("final", .endOfData), (".", .endOfData),
    ("message body", .endOfData),
    ("sending end of data", .endOfData), ("sending message", .endOfData), ("data", .data),
    ("helo", .helo), ("ehlo", .helo), ("starttls", .helo), ("lhlo", .helo),
    ("initial connection", .connect), ("connection", .connect), ("pipelined rcpt", .rcpt),
    ("pipelined mail", .mail), ("pipelined data", .data), ("sending data block", .endOfData),
  ]

  static func command(_ words: Bytes) -> SMTPStage? {
    for (name, stage) in commands where words.hasPrefixFolded(name) { return stage }
    return nil
  }

  /// The command above the last reply of the remote host that refuses.
  private static func transcript(_ text: Bytes) -> SMTPStage? {
    guard text.contains(">>> ") else { return nil }
    var last: SMTPStage?
    var refused: SMTPStage?
    for line in text.lines {
      if line.hasPrefix(">>> ") {
        last = command(line.dropFirst(4).trimmed())
      } else if line.hasPrefix("<<< "), line.count > 4, line[4] == 0x34 || line[4] == 0x35,
        !line.hasPrefix("<<< 503")
      {
        // 503, a command out of sequence, only follows from the refusal before it.
        refused = last ?? refused
      }
    }
    return refused
  }

  private static let sentences: [(StaticString, SMTPStage)] = [
    ("does not like recipient", .rcpt), ("does not like sender", .mail),
    ("failed after I sent the message", .endOfData), ("refused to talk to me", .connect),
    ("but greeting failed", .connect), ("but my name was rejected", .helo),
    ("but sender was rejected", .mail), ("did not like our final DATA", .endOfData),
    ("did not like our RCPT", .rcpt), ("did not like our MAIL", .mail),
    ("did not like our DATA", .data),
  ]

  private static func sentence(_ text: Bytes) -> SMTPStage? {
    for (words, stage) in sentences where text.contains(words) { return stage }
    return nil
  }
}
