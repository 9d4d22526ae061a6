/// Makes a stranger's text harmless where it is shown.
enum Escape {
  /// For a terminal: control characters, bidirectional overrides and other format characters are shown
  /// as `\u{1B}`, so that a diagnostic text can't move the cursor, set colours or reverse a line.
  static func terminal(_ text: String, keepingLines: Bool = false) -> String {
    // Most texts are ASCII without controls.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: { isHarmful($0, keepingLines: keepingLines) }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHarmful(scalar, keepingLines: keepingLines) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHarmful(_ scalar: Unicode.Scalar, keepingLines: Bool) -> Bool {
    switch scalar.value {
    case 0x0A: !keepingLines
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  /// Spreadsheets take a cell that begins with one of these for a formula.
  static func startsFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
