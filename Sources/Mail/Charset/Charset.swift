import Octets

/// Turning text of any charset into UTF-8. No charset, known or not, loses a text.
enum Charset {
  struct Result {
    var text: Bytes
    /// What could not be converted, nil where all was.
    var note: String?
  }

  /// The text in UTF-8 without a byte order mark.
  static func utf8(_ octets: Bytes, label: Bytes) -> Bytes {
    decode(octets, label: label).text
  }

  /// - Parameter label: The charset as the mail names it, "" where it does not. It is believed as far as the
  ///   octets agree: text in UTF-8 under an 8-bit label and ISO-2022-JP under any label are common.
  static func decode(_ octets: Bytes, label: Bytes) -> Result {
    if octets.isASCII {
      if !octets.contains(0x1B), !isWrittenInASCII(label) { return Result(text: octets) }
      if ISO2022JP.isUsed(in: octets), CharsetName(label)?.form != .iso2022 {
        return convert(ISO2022JP.asEUC(octets), from: .japaneseEUC)
      }
    }
    if octets.hasPrefix("\u{FEFF}") { return repaired(octets.dropFirst(3), label: label) }
    if let order = UTF16.byteOrderMark(octets) { return UTF16.decode(octets.dropFirst(2), order) }
    guard let name = CharsetName(label) else { return repaired(octets, label: label) }
    switch name.form {
    case .utf8: return repaired(octets, label: label)
    case .utf16(let order): return UTF16.decode(octets, order)
    case .iso2022: return convert(ISO2022JP.asEUC(octets), from: .japaneseEUC)
    case .singleOctet:
      // Text in UTF-8 that is well-formed by chance does not occur in these.
      return octets.isUTF8 && !octets.isASCII
        ? Result(text: octets)
        : name == .windows1252
          ? Result(text: Windows1252.decode(octets)) : convert(octets, from: name)
    case .multiOctet:
      let result = convert(octets, from: name)
      return result.note != nil && !octets.isASCII && octets.isUTF8 ? Result(text: octets) : result
    }
  }

  private static func convert(_ octets: Bytes, from name: CharsetName) -> Result {
    guard let (text, failures) = Iconv.utf8(octets, from: name.iconvName) else {
      var result = repaired(octets, label: .empty)
      result.note = "charset \(name.iconvName) is not known to this system"
      return result
    }
    return Result(
      text: text,
      note: failures > 0 ? "\(failures) octets are not of charset \(name.iconvName)" : nil)
  }

  /// What is said or guessed to be UTF-8. Where most of it is, the rest becomes U+FFFD; where it
  /// is not, it is Windows-1252, in which every octet is a character.
  private static func repaired(_ octets: Bytes, label: Bytes) -> Result {
    var end = octets.endOfUTF8(from: 0)
    if end == octets.count { return Result(text: octets) }
    var text = ByteBuilder(capacity: octets.count + 64)
    var start = 0
    var failures = 0
    var wellFormed = 0
    while true {
      text.append(octets[start..<end])
      wellFormed += octets[start..<end].isASCII ? 0 : end - start
      guard end < octets.count else { break }
      failures += 1
      text.append("\u{FFFD}")
      start = end + 1
      end = octets.endOfUTF8(from: start)
    }
    guard wellFormed > failures * 2 else { return Result(text: Windows1252.decode(octets)) }
    return Result(text: text.finish(), note: "\(failures) octets are not of charset UTF-8")
  }

  /// Whether the charset writes other characters than ASCII's with octets that are ASCII's.
  private static func isWrittenInASCII(_ label: Bytes) -> Bool {
    label.containsFolded("utf-7") || label.containsFolded("utf7") || label.containsFolded("utf-16")
      || label.containsFolded("utf16")
  }
}
