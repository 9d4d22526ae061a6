/// Lists of words as JSON text (RFC 8259), which SQLite's own functions can take apart.
enum JSONText {
  static func array(_ words: some Sequence<String>) -> String {
    var text = "["
    for (index, word) in words.enumerated() {
      if index > 0 { text += "," }
      append(word, to: &text)
    }
    return text + "]"
  }

  private static func append(_ word: String, to text: inout String) {
    text += "\""
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
    text += "\""
  }
}
