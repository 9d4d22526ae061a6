import Model
import Octets

/// Finds in the words for people at which command one of several recipients was refused.
enum StageOfRecipient {
  /// - Parameter isOnly: Whether the report is about one recipient, so that all words are about it.
  static func find(
    _ address: @autoclosure () -> String, isOnly: Bool, in text: Bytes
  ) -> SMTPStage? {
    if isOnly { return StageWords.stage(in: text.prefix(8 * 1024)) }
    let written = Bytes("<" + address())
    guard let start = text.position(of: written) else { return nil }
    // Postfix: the paragraph that begins with the address. It ends at a blank line.
    var end = start
    var lines = Lines(text, from: start)
    while let line = lines.nextRange(), !line.isEmpty, end - start < 4_096 { end = line.upperBound }
    return StageWords.stage(in: text[start..<end])
  }
}
