import Octets

/// Finds where the rows of a delimited text end and what their fields hold (RFC 4180, and what spreadsheets
/// make of it). Rows are handed out as the octets they are, line end included, so that what is kept of a
/// list is kept to the letter.
struct RowScanner {
  /// The octet between fields; nil where a line is one field.
  let delimiter: UInt8?

  /// The longest row that is believed. A quote that is not closed within it is an ordinary character.
  static let longestRow = 1 << 20

  /// Where the row that starts at `start` ends, its line end included.
  ///
  /// - Parameter isLast: whether nothing follows `bytes`.
  /// - Returns: nil where the row is not complete yet.
  func rowEnd(in bytes: Bytes, from start: Int, isLast: Bool) -> Int? {
    guard delimiter != nil, let end = quotedRowEnd(in: bytes, from: start) else {
      return lineEnd(in: bytes, from: start, isLast: isLast)
    }
    if let end = end { return end }
    if bytes.count - start > RowScanner.longestRow || isLast {
      return lineEnd(in: bytes, from: start, isLast: isLast)
    }
    return nil
  }

  /// - Returns: nil where the row has no quotes before its first line end; `.some(nil)` where it has and
  ///   does not end in `bytes`.
  private func quotedRowEnd(in bytes: Bytes, from start: Int) -> Int?? {
    let line = bytes.firstIndex(from: start) { $0 == 0x0A || $0 == 0x0D || $0 == 0x22 }
    guard let first = line, bytes[first] == 0x22 else { return nil }
    var position = start
    var isQuoted = false
    while position < bytes.count {
      let octet = bytes[position]
      if octet == 0x22 {
        isQuoted.toggle()
      } else if !isQuoted, octet == 0x0A {
        return .some(position + 1)
      } else if !isQuoted, octet == 0x0D {
        guard position + 1 < bytes.count else { return .some(nil) }
        return .some(bytes[position + 1] == 0x0A ? position + 2 : position + 1)
      }
      position += 1
    }
    return .some(nil)
  }

  private func lineEnd(in bytes: Bytes, from start: Int, isLast: Bool) -> Int? {
    guard let end = bytes.firstIndex(from: start, where: { $0 == 0x0A || $0 == 0x0D }) else {
      return isLast || bytes.count - start > RowScanner.longestRow ? bytes.count : nil
    }
    if bytes[end] == 0x0D {
      guard end + 1 < bytes.count else { return isLast ? end + 1 : nil }
      if bytes[end + 1] == 0x0A { return end + 2 }
    }
    return end + 1
  }

  /// The content of a field of a row, unquoted; nil where the row has fewer fields.
  func field(_ number: Int, of row: Bytes) -> Bytes? {
    var start = 0
    for current in 0...number {
      let end = fieldEnd(in: row, from: start)
      if current == number { return unquoted(row[start..<end]) }
      guard end < row.count, row[end] == delimiter else { return nil }
      start = end + 1
    }
    return nil
  }

  /// All fields of a row, unquoted.
  func fields(of row: Bytes) -> [Bytes] {
    var result: [Bytes] = []
    var start = 0
    while true {
      let end = fieldEnd(in: row, from: start)
      result.append(unquoted(row[start..<end]))
      guard end < row.count, row[end] == delimiter else { return result }
      start = end + 1
    }
  }

  /// A row without its line end.
  static func withoutLineEnd(_ row: Bytes) -> Bytes {
    var end = row.count
    if end > 0, row[end - 1] == 0x0A { end -= 1 }
    if end > 0, row[end - 1] == 0x0D { end -= 1 }
    return row[0..<end]
  }

  private func fieldEnd(in row: Bytes, from start: Int) -> Int {
    var position = start
    var isQuoted = false
    while position < row.count {
      let octet = row[position]
      if octet == 0x22, delimiter != nil {
        isQuoted.toggle()
      } else if !isQuoted, octet == delimiter || octet == 0x0A || octet == 0x0D {
        return position
      }
      position += 1
    }
    return position
  }

  private func unquoted(_ field: Bytes) -> Bytes {
    // Also where a line is one field: CSV of one column may be quoted, and no address ends with a quote.
    let trimmed = field.trimmed()
    guard trimmed.count >= 2, trimmed.first == 0x22, trimmed.last == 0x22 else { return trimmed }
    let inside = trimmed[1..<trimmed.count - 1]
    guard inside.contains(0x22) else { return inside }
    return Bytes(capacity: inside.count) { buffer in
      var written = 0
      var position = 0
      while position < inside.count {
        buffer[written] = inside[position]
        written += 1
        position +=
          inside[position] == 0x22 && position + 1 < inside.count
            && inside[position + 1] == 0x22 ? 2 : 1
      }
      return written
    }
  }
}
