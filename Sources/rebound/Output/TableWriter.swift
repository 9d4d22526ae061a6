/// Aligned columns for eyes. The widths come from the first rows; later rows stream.
final class TableWriter: RowWriter {
  private static let measuredRows = 1_000

  private let columns: [Column]
  private let sink: ByteSink
  private let terminal: Terminal
  private var waiting: [Row] = []
  private var settled: TableLines?

  init(columns: [Column], sink: ByteSink, terminal: Terminal) {
    self.columns = columns
    self.sink = sink
    self.terminal = terminal
  }

  var lines: (any RowLines)? { settled }

  func write(_ row: Row) {
    if let settled {
      write(row, settled)
      return
    }
    waiting.append(row)
    if waiting.count == TableWriter.measuredRows { writeWaiting() }
  }

  func write(made lines: [UInt8]) { sink.write(lines) }

  func finish() {
    writeWaiting()
    sink.flush()
  }

  private func writeWaiting() {
    guard settled == nil, !waiting.isEmpty else { return }
    let lines = TableLines(
      columns: columns,
      widths: TableLines.widths(of: columns, for: waiting, available: terminal.width),
      isNarrow: terminal.width != nil)
    settled = lines
    writeHead(lines)
    for row in waiting { write(row, lines) }
    waiting = []
  }

  private func writeHead(_ lines: TableLines) {
    var head: [UInt8] = []
    lines.append(Row(columns.map { .text($0.name) }), to: &head)
    head.removeLast()
    sink.line(terminal.bold(String(decoding: head, as: UTF8.self)))
  }

  private func write(_ row: Row, _ lines: TableLines) {
    var line: [UInt8] = []
    lines.append(row, to: &line)
    sink.write(line)
  }
}
