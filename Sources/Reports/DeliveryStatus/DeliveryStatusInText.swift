import Mail
import Octets

/// A delivery status that has lost its part: indented or quoted in plain text, behind a boundary that is never
/// used, or labelled as something else.
enum DeliveryStatusInText {
  static func read(_ context: ReportContext) -> Report? {
    guard context.suggestsReport else { return nil }
    var bodies: [Bytes] = []
    for part in context.parts.texts + context.parts.textsBehind + context.parts.unnamed {
      if let body = find(in: part.content) { bodies.append(body) }
    }
    if bodies.isEmpty, let body = find(in: context.message.root.preamble) { bodies.append(body) }
    guard !bodies.isEmpty else { return nil }
    return StandardReport.deliveryStatus(bodies, context)
  }

  /// Where the first field stands that names a recipient, and what stands in front of it in its line.
  private static func anchor(in text: Bytes) -> (lineStart: Int, margin: Bytes)? {
    var position = 0
    while let found = text.position(ofFolded: "-recipient:", from: position) {
      position = found + 1
      let lineStart = start(ofLineAt: found, in: text)
      let name = text.firstIndex(from: lineStart, where: { !isMargin($0) }) ?? found
      if name < found, name - lineStart <= 32, isNamed(text[name..<found + 11]) {
        return (lineStart, text[lineStart..<name])
      }
    }
    return nil
  }

  /// The fields, without what stands in front of their lines.
  static func find(in text: Bytes) -> Bytes? {
    guard let (lineStart, margin) = anchor(in: text) else { return nil }
    var lines: [Bytes] = []
    var isField = false
    for line in Lines(text, from: firstLine(before: lineStart, margin: margin, in: text)) {
      let content = withoutMargin(line, margin)
      if content.trimmed().isEmpty {
        lines.append(.empty)
        isField = false
      } else if isNamed(content) {
        lines.append(content)
        isField = true
      } else if isField {
        // A folded line, also where the white space that marks it was lost.
        lines.append(content)
      } else if lines.last?.isEmpty == true {
        break
      }
    }
    var result = ByteBuilder(capacity: lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      result.append(line)
      result.append(0x0A)
    }
    return result.finish()
  }

  private static func isMargin(_ octet: UInt8) -> Bool {
    octet == 0x20 || octet == 0x09 || octet == UInt8(ascii: ">") || octet == UInt8(ascii: "|")
  }

  private static func withoutMargin(_ line: Bytes, _ margin: Bytes) -> Bytes {
    var position = 0
    while position < line.count, position < margin.count, isMargin(line[position]) { position += 1 }
    return line.dropFirst(position)
  }

  private static func isNamed(_ line: Bytes) -> Bool {
    guard let first = line.first, first.isLetter,
      let colon = line.prefix(64).firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    return DeliveryStatusField(line.trimmed(0..<colon), in: line) != nil
  }

  /// A line longer than any field is taken to start within reach, so that one long line costs no more than many.
  private static func start(ofLineAt position: Int, in text: Bytes) -> Int {
    var start = position
    let furthest = max(0, position - 1_024)
    while start > furthest, text[start - 1] != 0x0A, text[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// Fields may stand above the first recipient's: up to the first line that is none.
  private static func firstLine(before lineStart: Int, margin: Bytes, in text: Bytes) -> Int {
    var first = lineStart
    var position = lineStart
    // A group for the message and the fields above: no more than that.
    for _ in 0..<24 where position > 0 {
      var end = position - 1
      if end > 0, text[end] == 0x0A, text[end - 1] == 0x0D { end -= 1 }
      let start = start(ofLineAt: end, in: text)
      let line = withoutMargin(text[start..<end], margin)
      position = start
      if isNamed(line) { first = start } else if !line.trimmed().isEmpty { break }
    }
    return first
  }
}
