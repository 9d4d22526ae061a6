/// CSV and TSV: a line with the columns' names, and one for each row.
final class SeparatedWriter: RowWriter {
  let lines: SeparatedLines
  private let sink: ByteSink
  private var line: [UInt8] = []

  init(columns: [Column], sink: ByteSink, dialect: SeparatedLines.Dialect) {
    self.sink = sink
    lines = SeparatedLines(dialect: dialect)
    write(columns.map { .text($0.name) })
  }

  func write(_ cells: [Cell]) {
    // Taken out of the object and put back: that access to it is exclusive is then checked once a row.
    var line = self.line
    self.line = []
    line.removeAll(keepingCapacity: true)
    lines.append(cells, to: &line)
    sink.write(line)
    self.line = line
  }

  /// Writes lines that were made elsewhere.
  func write(made lines: [UInt8]) { sink.write(lines) }

  func finish() { sink.flush() }
}
