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
    let isASCII = octets.isASCII
    if isASCII, !octets.contains(0x1B), !isWrittenInASCII(label) { return Result(text: octets) }
    if isASCII, ISO2022JP.isUsed(in: octets) {
      return convert(ISO2022JP.asEUC(octets), from: .japaneseEUC)
    }
    if let order = UTF16.byteOrderMark(octets) { return UTF16.decode(octets.dropFirst(2), order) }
    let name = CharsetName(label)
    if case .utf16(let order) = name?.form { return UTF16.decode(octets, order) }
    if name?.form == .utf7, isASCII { return Result(text: UTF7.decode(octets)) }
    // Text of several characters that is well-formed UTF-8 by chance does not occur in 8-bit charsets,
    // and is rare enough in the others.
    if !isASCII, name?.form != .multiOctet, octets.isUTF8 {
      return Result(text: octets.hasPrefix("\u{FEFF}") ? octets.dropFirst(3) : octets)
    }
    guard let name else { return guessed(octets) }
    switch name.form {
    case .utf8, .utf16, .utf7: return repaired(octets)
    case .iso2022: return isASCII ? Result(text: octets) : guessed(octets)
    case .singleOctet:
      return name == .windows1252 ? guessed(octets) : convert(octets, from: name)
    case .multiOctet:
      let result = convert(octets, from: name)
      if result.note != nil, !isASCII, octets.isUTF8 { return Result(text: octets) }
      return result
    }
  }

  private static func convert(_ octets: Bytes, from name: CharsetName) -> Result {
    guard let (text, failures) = Iconv.utf8(octets, from: name.iconvName) else {
      return Result(
        text: Windows1252.decode(octets), note: "charset \(name.iconvName) is not known here")
    }
    return Result(
      text: text,
      note: failures > 0 ? "\(failures) octets are not of charset \(name.iconvName)" : nil)
  }

  /// Text that names no charset, or one that cannot be it, and is not UTF-8. US-ASCII and ISO-8859-1 are what
  /// programs write that do not know.
  private static func guessed(_ octets: Bytes) -> Result {
    guard let name = CharsetGuess.name(for: octets) else { return repaired(octets) }
    let result = convert(octets, from: name)
    return result.note == nil ? result : repaired(octets)
  }

  /// Where most of it is UTF-8 the rest becomes U+FFFD; where it is not, it is Windows-1252, in which
  /// every octet is a character.
  private static func repaired(_ octets: Bytes) -> Result {
    var text = ByteBuilder(capacity: octets.count + 64)
    var start = 0
    var failures = 0
    var wellFormed = 0
    while true {
      let ascii = octets.endOfASCII(from: start)
      let end = octets.endOfUTF8(from: ascii)
      wellFormed += end - ascii
      text.append(octets[start..<end])
      guard end < octets.count else { break }
      failures += 1
      text.append("\u{FFFD}")
      start = end + 1
    }
    guard wellFormed > failures * 4 else { return Result(text: Windows1252.decode(octets)) }
    return Result(text: text.finish(), note: "\(failures) octets are not of charset UTF-8")
  }

  /// Whether the charset writes other characters than ASCII's with octets that are ASCII's.
  private static func isWrittenInASCII(_ label: Bytes) -> Bool {
    label.containsFolded("utf-7") || label.containsFolded("utf7") || label.containsFolded("utf-16")
      || label.containsFolded("utf16")
  }
}
