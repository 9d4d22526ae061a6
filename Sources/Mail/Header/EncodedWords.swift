import Octets

/// Encoded words in header values (RFC 2047), as far from the rules as real mail writes them: inside quotes,
/// without space around, longer than 75 octets, with characters split between two words.
enum EncodedWords {
  /// The value in UTF-8. Raw 8-bit octets and raw ISO-2022-JP are converted as well.
  static func decode(_ value: Bytes) -> Bytes {
    guard var start = value.position(of: "=?") else { return Charset.utf8(value, label: .empty) }
    var result = ByteBuilder(capacity: value.count * 2)
    var pending = Run()
    var position = 0
    while let word = word(in: value, from: &start) {
      let between = value[position..<word.start]
      // White space between two encoded words is not part of the text (section 6.2).
      if pending.isEmpty || !between.trimmed().isEmpty {
        pending.finish(into: &result)
        result.append(Charset.utf8(between, label: .empty))
      }
      pending.append(word, into: &result)
      position = word.end
      start = word.end
    }
    pending.finish(into: &result)
    result.append(Charset.utf8(value[position...], label: .empty))
    return result.finish()
  }

  private struct Word {
    var start: Int
    var end: Int
    var charset: Bytes
    var octets: Bytes
  }

  /// Neighbouring words of one charset, converted together: a character may be split between them.
  private struct Run: ~Copyable {
    private var charset = Bytes.empty
    private var octets = ByteBuilder()
    private(set) var isEmpty = true

    mutating func append(_ word: Word, into result: inout ByteBuilder) {
      if !charset.equalsFolded(word.charset) { finish(into: &result) }
      charset = word.charset
      octets.append(word.octets)
      isEmpty = false
    }

    mutating func finish(into result: inout ByteBuilder) {
      guard !isEmpty else { return }
      var finished = ByteBuilder()
      swap(&finished, &octets)
      result.append(Charset.utf8(finished.finish(), label: charset))
      isEmpty = true
    }
  }

  /// A charset's name is never longer.
  private static let maximumCharsetLength = 64

  /// The next word at or behind `start`, which is moved to where the search ended.
  private static func word(in value: Bytes, from start: inout Int) -> Word? {
    while let opening = value.position(of: "=?", from: start) {
      start = opening + 2
      let label = value[start..<start + maximumCharsetLength]
      guard let length = label.firstIndex(of: 0x3F), length > 0 else { continue }
      let encoding = start + length + 1
      guard value[encoding..<encoding + 2].last == 0x3F else { continue }
      let text = encoding + 2
      // Where no word ends any more none can start either.
      guard let end = value.position(of: "?=", from: text) else { return nil }
      guard let octets = octets(value[text..<end], encoding: value[encoding]) else { continue }
      let charset = label[0..<length]
      return Word(
        start: opening, end: end + 2,
        charset: charset.split(at: 0x2A)?.before ?? charset, octets: octets)
    }
    return nil
  }

  private static func octets(_ text: Bytes, encoding: UInt8) -> Bytes? {
    switch encoding.lowercased {
    case 0x62: return Base64.lenient(text)
    case 0x71:
      guard text.contains(0x5F) else { return QuotedPrintable.decoded(text) }
      return QuotedPrintable.decoded(
        Bytes(capacity: text.count) { buffer in
          for position in 0..<text.count {
            buffer[position] = text[position] == 0x5F ? 0x20 : text[position]
          }
          return text.count
        })
    default: return nil
    }
  }
}
