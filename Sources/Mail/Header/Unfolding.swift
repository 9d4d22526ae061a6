import Octets

extension Bytes {
  /// A header value without its folding (RFC 5322 section 2.2.3) and without white space at both ends.
  ///
  /// A line end and the white space around it become one space. What is not folded is not copied.
  public func unfolded() -> Bytes {
    let text = trimmed()
    guard text.endOfLine(from: 0) < text.count else { return text }
    var result = ByteBuilder(capacity: text.count)
    var lines = text.lines
    while let line = lines.next()?.trimmed() {
      if line.isEmpty { continue }
      if !result.isEmpty { result.append(0x20) }
      result.append(line)
    }
    return result.finish()
  }
}
