import Mail
import Model
import Octets

extension Notice {
  /// How many octets of the words for people are read. What a report itself says is far shorter; behind it
  /// stands at most a returned message that could not be told apart.
  private static let textLimit = 256 * 1024

  /// Makes a message ready for reading by people and dialects.
  init(_ message: Message, parts: borrowing ReportParts, author: Author) {
    var (report, original) = ReturnedOriginal.split(Notice.words(of: parts, in: message))
    if let part = parts.original { original = part.content }
    if report.count > Notice.textLimit { report = report.prefix(Notice.textLimit) }
    self.init(
      message: message, text: report, original: original,
      subject: message.header.decoded("subject") ?? .empty, from: author.address)
  }

  private static func words(of parts: borrowing ReportParts, in message: Message) -> Bytes {
    let texts = parts.texts.isEmpty ? parts.textsBehind : parts.texts
    var words: [Bytes] = []
    for part in texts {
      let text = self.text(of: part)
      if !text.trimmed().isEmpty { words.append(text) }
    }
    if words.isEmpty { words.append(message.root.preamble) }
    guard words.count > 1 else { return words[0] }
    var result = ByteBuilder(capacity: words.reduce(0) { $0 + $1.count + 2 })
    for text in words {
      result.append(text)
      result.append("\n\n")
    }
    return result.finish()
  }

  private static func text(of part: Part) -> Bytes {
    part.mediaType.equalsFolded("text/html") ? HTMLText.plain(part.text) : part.text
  }
}
