/// Breaks a sentence into lines for eyes.
enum Paragraph {
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let needed = Terminal.columns(of: String(word))
      if used > 0, used + 1 + needed > width {
        lines.append(line)
        line = ""
        used = 0
      }
      line += (used > 0 ? " " : "") + word
      used += needed + (used > 0 ? 1 : 0)
    }
    if used > 0 { lines.append(line) }
    return lines
  }
}
