/// Lists of words as JSON text (RFC 8259), which SQLite's own functions can take apart.
enum JSONText {
  static func array(_ words: some Collection<String>) -> String {
    var text = ""
    text.reserveCapacity(words.reduce(2) { $0 + $1.utf8.count + 3 })
    text += "["
    for (index, word) in words.enumerated() {
      text += index > 0 ? ",\"" : "\""
      if isPlain(word) { text += word } else { appendEscaped(word, to: &text) }
      text += "\""
    }
    text += "]"
    return text
  }

  private static func isPlain(_ word: String) -> Bool {
    func needsEscape(_ octet: UInt8) -> Bool { octet < 0x20 || octet == 0x22 || octet == 0x5C }
    return word.utf8.withContiguousStorageIfAvailable { !$0.contains(where: needsEscape) }
      ?? !word.utf8.contains(where: needsEscape)
  }

  private static func appendEscaped(_ word: String, to text: inout String) {
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
