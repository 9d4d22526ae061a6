import Model

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

  /// The words of an array that `array` wrote.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard word != nil else {
        if scalar == "\"" { word = "" }
        continue
      }
      switch scalar {
      case "\"":
        words.append(word ?? "")
        word = nil
      case "\\":
        guard let escaped = scalars.next() else { return words }
        guard escaped == "u" else {
          word?.unicodeScalars.append(escaped)
          continue
        }
        let digits = String((0..<4).compactMap { _ in scalars.next().map(Character.init) })
        if let value = UInt32(digits, radix: 16), let control = Unicode.Scalar(value) {
          word?.unicodeScalars.append(control)
        }
      default: word?.unicodeScalars.append(scalar)
      }
    }
    return words
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

extension Substitution {
  /// The new address of somebody who moved: the word at the place of `<new-address>` in the template.
  ///
  /// - Parameter words: As `JSONText.array` wrote them.
  static func newAddress(template: String, words: String) -> String? {
    let placeholders = template.split(separator: "<").dropFirst(template.hasPrefix("<") ? 0 : 1)
      .compactMap { $0.split(separator: ">", maxSplits: 1).first }
      .filter { Role(rawValue: String($0)) != nil }
    guard let index = placeholders.firstIndex(where: { $0 == Role.newAddress.rawValue }) else {
      return nil
    }
    let position = placeholders.distance(from: placeholders.startIndex, to: index)
    let list = JSONText.words(words)
    return list.indices.contains(position) ? list[position] : nil
  }
}
