import Octets

/// Reads the value of a structured field from left to right: a media type or disposition, then
/// `; name=value` as often as it comes (RFC 2045 section 5.1), with comments (RFC 5322 section 3.2.2).
///
/// Quoting that does not end, values with spaces that are not quoted, missing semicolons and
/// folding in wrong places are read as they were most likely meant.
struct ParameterReader {
  private let bytes: Bytes
  private(set) var position = 0
  // Set once a comment or a quoted string was seen that does not end, so that no other is followed to
  // the end of the field for nothing.
  private var isUnclosed = false

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  /// The word or `type/subtype` at the start, without white space around its slash, perhaps empty.
  mutating func mediaType() -> Bytes {
    skipSpaceAndComments()
    // Some programs put the type into quotes.
    if octet == 0x22 { position += 1 }
    let start = position
    position = bytes.endOfToken(from: start)
    guard position > start else { return .empty }
    // As good as always it stands in one piece and is cut out of the field as it is.
    var isWhole = false
    while octet == 0x2F {
      let slash = position
      position = bytes.endOfToken(from: slash + 1)
      isWhole = position > slash + 1
    }
    let type = bytes[start..<position]
    return isWhole ? type : spacedMediaType(type)
  }

  /// `type / subtype`, or what was no media type after all.
  private mutating func spacedMediaType(_ start: Bytes) -> Bytes {
    let end = position
    var type = ByteBuilder()
    type.append(start)
    skipSpaceAndComments()
    if start.last != 0x2F {
      guard octet == 0x2F else {
        position = end
        return start
      }
      position += 1
      type.append(0x2F)
      skipSpaceAndComments()
    }
    type.append(token())
    return type.finish()
  }

  /// The next parameter, its name as written; the value without quotes.
  mutating func next() -> (name: Bytes, value: Bytes)? {
    while position < bytes.count {
      skipSeparators()
      let start = position
      let name = token()
      skipSpaceAndComments()
      guard octet == 0x3D else {
        // No parameter: junk, passed over.
        if position == start { position += 1 }
        continue
      }
      position += 1
      skipSpaceAndComments()
      let value = octet == 0x22 ? quotedValue() : plainValue()
      if name.isEmpty { continue }
      return (name, value)
    }
    return nil
  }

  // MARK: Pieces

  private var octet: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func token() -> Bytes {
    let start = position
    position = bytes.endOfToken(from: start)
    return bytes[start..<position]
  }

  private mutating func skipSeparators() {
    while true {
      skipSpaceAndComments()
      guard octet == 0x3B || octet == 0x2C else { return }
      position += 1
    }
  }

  private mutating func skipSpaceAndComments() {
    while position < bytes.count {
      let octet = bytes[position]
      if octet.isSpace {
        position += 1
      } else if octet == 0x28, !isUnclosed {
        skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    var end = position
    while end < bytes.count {
      switch bytes[end] {
      case 0x5C: end += 1
      case 0x28: depth += 1
      case 0x29: depth -= 1
      default: break
      }
      end += 1
      if depth == 0 {
        position = end
        return
      }
    }
    isUnclosed = true
  }

  /// Up to the next semicolon, white space at the ends and a comment behind it aside.
  private mutating func plainValue() -> Bytes {
    let start = position
    position = bytes.count
    var end = start
    while let next = bytes.firstIndex(ofAny: 0x3B, 0x28, 0x28, 0x28, from: end) {
      // `charset=us-ascii (Plain text)`, RFC 2045 section 5.1
      if bytes[next] == 0x3B || next > start && bytes[next - 1].isSpace {
        position = next
        break
      }
      end = next + 1
    }
    let value = bytes[start..<position].trimmed()
    // The end of quotes that never started.
    return value.last == 0x22 ? value.dropLast() : value
  }

  private mutating func quotedValue() -> Bytes {
    let start = position + 1
    var end = start
    var isPlain = true
    while !isUnclosed, let next = bytes.firstIndex(ofAny: 0x22, 0x5C, 0x0A, 0x0D, from: end) {
      end = next
      if bytes[end] == 0x22 { break }
      isPlain = false
      end += bytes[end] == 0x5C ? 2 : 1
    }
    guard end < bytes.count, bytes[end] == 0x22 else {
      isUnclosed = true
      position = start
      return plainValue()
    }
    position = end + 1
    return isPlain ? bytes[start..<end] : unquoted(bytes[start..<end])
  }

  /// Without backslashes and without the line ends of folding.
  private func unquoted(_ text: Bytes) -> Bytes {
    var result = ByteBuilder(capacity: text.count)
    var position = 0
    while position < text.count {
      var octet = text[position]
      if octet == 0x5C, position + 1 < text.count {
        position += 1
        octet = text[position]
      }
      if octet != 0x0A, octet != 0x0D { result.append(octet) }
      position += 1
    }
    return result.finish()
  }
}
