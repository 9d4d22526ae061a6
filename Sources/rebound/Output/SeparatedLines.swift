import Model

/// The lines of CSV (RFC 4180: CRLF, quotes doubled) and TSV (LF, control characters escaped). Each stands for
/// itself: any number of threads may make some.
struct SeparatedLines: Sendable {
  enum Dialect: Sendable {
    /// Defused: a text a spreadsheet would run as a formula gets an apostrophe in front.
    case csv(isDefused: Bool)
    case tsv
  }

  let dialect: Dialect

  func append(_ cells: [Cell], to text: inout [UInt8]) {
    switch dialect {
    case .csv(let isDefused):
      for position in cells.indices {
        if position > 0 { text.append(UInt8(ascii: ",")) }
        Self.appendQuoted(cells[position], isDefused: isDefused, to: &text)
      }
      text.append(0x0D)
    case .tsv:
      for position in cells.indices {
        if position > 0 { text.append(0x09) }
        Self.appendEscaped(cells[position], to: &text)
      }
    }
    text.append(0x0A)
  }

  private static func appendQuoted(_ cell: Cell, isDefused: Bool, to line: inout [UInt8]) {
    switch cell {
    case .text(var text):
      let isFormula = isDefused && Escape.startsFormula(text)
      text.withUTF8 { appendQuoted($0, isFormula: isFormula, to: &line) }
    case .moment(let seconds): UTCTime.appendTimestamp(seconds, to: &line)
    case .integer(let value) where 0..<10 ~= value:
      line.append(UInt8(ascii: "0") + UInt8(value))
    case .none: break
    default: line.append(contentsOf: cell.plain.utf8)
    }
  }

  private static func appendQuoted(
    _ text: UnsafeBufferPointer<UInt8>, isFormula: Bool, to line: inout [UInt8]
  ) {
    var isQuoted = false
    var hasQuotes = false
    // Most octets are looked at once.
    for octet in text where octet <= UInt8(ascii: ",") {
      switch octet {
      case UInt8(ascii: "\""):
        isQuoted = true
        hasQuotes = true
      case UInt8(ascii: ","), 0x0A, 0x0D: isQuoted = true
      default: break
      }
    }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
    if isFormula { line.append(UInt8(ascii: "'")) }
    if hasQuotes {
      for octet in text {
        if octet == UInt8(ascii: "\"") { line.append(octet) }
        line.append(octet)
      }
    } else {
      line.append(contentsOf: text)
    }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
  }

  private static func appendEscaped(_ cell: Cell, to line: inout [UInt8]) {
    for octet in cell.plain.utf8 {
      switch octet {
      case 0x09: line.append(contentsOf: "\\t".utf8)
      case 0x0A: line.append(contentsOf: "\\n".utf8)
      case 0x0D: line.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\\"): line.append(contentsOf: "\\\\".utf8)
      default: line.append(octet)
      }
    }
  }
}
