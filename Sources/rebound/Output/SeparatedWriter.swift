import Model

/// CSV (RFC 4180: CRLF, a header, quotes doubled) and TSV (LF, control characters escaped).
final class SeparatedWriter: RowWriter {
  enum Dialect {
    /// Defused: a text a spreadsheet would run as a formula gets an apostrophe in front.
    case csv(isDefused: Bool)
    case tsv
  }

  private let sink: ByteSink
  private let dialect: Dialect
  private var line: [UInt8] = []

  init(columns: [Column], sink: ByteSink, dialect: Dialect) {
    self.sink = sink
    self.dialect = dialect
    write(columns.map { .text($0.name) })
  }

  func write(_ cells: [Cell]) {
    // Taken out of the object and put back: that access to it is exclusive is then checked once a row.
    var line = self.line
    self.line = []
    line.removeAll(keepingCapacity: true)
    for (position, cell) in cells.enumerated() {
      switch dialect {
      case .csv(let isDefused):
        if position > 0 { line.append(UInt8(ascii: ",")) }
        Self.appendQuoted(cell, isDefused: isDefused, to: &line)
      case .tsv:
        if position > 0 { line.append(0x09) }
        Self.appendEscaped(cell, to: &line)
      }
    }
    if case .csv = dialect { line.append(0x0D) }
    line.append(0x0A)
    sink.write(line)
    self.line = line
  }

  func finish() { sink.flush() }

  private static func appendQuoted(_ cell: Cell, isDefused: Bool, to line: inout [UInt8]) {
    switch cell {
    case .text(var text):
      let isFormula = isDefused && Escape.startsFormula(text)
      text.withUTF8 { appendQuoted($0, isFormula: isFormula, to: &line) }
    case .moment(let seconds): UTCTime.appendTimestamp(seconds, to: &line)
    case .none: break
    default: line.append(contentsOf: cell.plain.utf8)
    }
  }

  private static func appendQuoted(
    _ text: UnsafeBufferPointer<UInt8>, isFormula: Bool, to line: inout [UInt8]
  ) {
    var isQuoted = false
    var hasQuotes = false
    for octet in text {
      if octet == UInt8(ascii: "\"") { hasQuotes = true }
      if octet == UInt8(ascii: ",") || octet == 0x0A || octet == 0x0D { isQuoted = true }
    }
    isQuoted = isQuoted || hasQuotes
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
