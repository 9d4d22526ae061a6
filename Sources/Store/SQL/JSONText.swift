import Model
import Octets

/// Lists of words as JSON text (RFC 8259), which SQLite's own functions can take apart.
enum JSONText {
  /// Appends an array in UTF-8.
  static func append(_ words: some Sequence<String>, to text: inout ByteBuilder) {
    text.append(UInt8(ascii: "["))
    var isFirst = true
    for word in words {
      if !isFirst { text.append(UInt8(ascii: ",")) }
      isFirst = false
      text.append(UInt8(ascii: "\""))
      var word = word
      word.withUTF8 { append($0, to: &text) }
      text.append(UInt8(ascii: "\""))
    }
    text.append(UInt8(ascii: "]"))
  }

  private static func append(_ word: UnsafeBufferPointer<UInt8>, to text: inout ByteBuilder) {
    func needsEscape(_ octet: UInt8) -> Bool { octet < 0x20 || octet == 0x22 || octet == 0x5C }
    guard word.contains(where: needsEscape) else {
      text.append(octets: word)
      return
    }
    func digit(_ value: UInt8) -> UInt8 {
      value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
    for octet in word {
      switch octet {
      case 0x22, 0x5C:
        text.append(0x5C)
        text.append(octet)
      case ..<0x20:
        text.append("\\u00" as StaticString)
        text.append(digit(octet >> 4))
        text.append(digit(octet & 15))
      default: text.append(octet)
      }
    }
  }
}
