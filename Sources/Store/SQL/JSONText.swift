import Model
import Octets

/// Lists of words as JSON text (RFC 8259), which SQLite's own functions can take apart.
enum JSONText {
  /// Appends a word in UTF-8 to an array, which `end` ends.
  static func append(
    _ word: UnsafeBufferPointer<UInt8>, asFirst isFirst: Bool, to text: inout ByteBuilder
  ) {
    text.append(isFirst ? "[\"" : ",\"" as StaticString)
    append(word, to: &text)
    text.append(UInt8(ascii: "\""))
  }

  static func end(_ text: inout ByteBuilder) { text.append(UInt8(ascii: "]")) }

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
