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
    line.removeAll(keepingCapacity: true)
    for (position, cell) in cells.enumerated() {
      switch dialect {
      case .csv(let isDefused):
        if position > 0 { line.append(UInt8(ascii: ",")) }
        appendQuoted(cell, isDefused: isDefused)
      case .tsv:
        if position > 0 { line.append(0x09) }
        appendEscaped(cell)
      }
    }
    if case .csv = dialect { line.append(0x0D) }
    line.append(0x0A)
    sink.write(line)
  }

  func finish() { sink.flush() }

  private func appendQuoted(_ cell: Cell, isDefused: Bool) {
    let text = cell.plain
    guard case .text = cell else {
      line.append(contentsOf: text.utf8)
      return
    }
    let isFormula = isDefused && Escape.startsFormula(text)
    let isQuoted = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
    }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
    if isFormula { line.append(UInt8(ascii: "'")) }
    for octet in text.utf8 {
      if octet == UInt8(ascii: "\"") { line.append(octet) }
      line.append(octet)
    }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
  }

  private func appendEscaped(_ cell: Cell) {
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
