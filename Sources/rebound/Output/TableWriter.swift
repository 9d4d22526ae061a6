import Model

/// Aligned columns for eyes. The widths come from the first rows; later rows stream.
final class TableWriter: RowWriter {
  private static let measuredRows = 1_000
  private static let narrowestText = 16
  private static let gap = "  "

  private let columns: [Column]
  private let sink: ByteSink
  private let terminal: Terminal
  private var waiting: [[Cell]] = []
  private var widths: [Int]?
  private var line: [UInt8] = []

  init(columns: [Column], sink: ByteSink, terminal: Terminal) {
    self.columns = columns
    self.sink = sink
    self.terminal = terminal
  }

  func write(_ cells: [Cell]) {
    if let widths {
      write(cells, widths: widths)
      return
    }
    waiting.append(cells)
    if waiting.count == TableWriter.measuredRows { printWaiting() }
  }

  func finish() {
    printWaiting()
    sink.flush()
  }

  private func printWaiting() {
    guard widths == nil, !waiting.isEmpty else { return }
    let widths = measure()
    self.widths = widths
    var head: [UInt8] = []
    append(columns.map { .text($0.name) }, widths: widths, to: &head)
    sink.line(terminal.bold(String(decoding: head, as: UTF8.self)))
    for row in waiting { write(row, widths: widths) }
    waiting = []
  }

  private func measure() -> [Int] {
    var widths = columns.map { Terminal.columns(of: $0.name) }
    for row in waiting {
      for (position, cell) in row.enumerated() {
        widths[position] = max(widths[position], Terminal.columns(of: cell.shown))
      }
    }
    guard let available = terminal.width else { return widths }
    // Texts that may give way are narrowed, the widest first, until the line fits.
    var excess = widths.reduce(0, +) + TableWriter.gap.count * (widths.count - 1) - available
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].givesWay && widths[$0] > TableWriter.narrowestText
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(next, TableWriter.narrowestText)
      let cut = max(1, min(excess, widths[widest] - floor))
      widths[widest] -= cut
      excess -= cut
    }
    return widths
  }

  private func write(_ cells: [Cell], widths: [Int]) {
    line.removeAll(keepingCapacity: true)
    append(cells, widths: widths, to: &line)
    line.append(0x0A)
    sink.write(line)
  }

  private func append(_ cells: [Cell], widths: [Int], to line: inout [UInt8]) {
    for position in cells.indices {
      let cell = cells[position]
      let isNarrowed = terminal.width != nil && columns[position].givesWay
      let used: Int
      if position > 0 { line.append(contentsOf: TableWriter.gap.utf8) }
      if case .moment(let seconds) = cell, !isNarrowed {
        let start = line.count
        UTCTime.appendDate(seconds, to: &line)
        used = line.count - start
      } else {
        let text = isNarrowed ? Terminal.cut(cell.shown, to: widths[position]) : cell.shown
        used = Terminal.columns(of: text)
        if cell.isNumeric { TableWriter.pad(widths[position] - used, to: &line) }
        line.append(contentsOf: text.utf8)
      }
      if !cell.isNumeric, position < cells.count - 1 {
        TableWriter.pad(widths[position] - used, to: &line)
      }
    }
  }

  private static func pad(_ count: Int, to line: inout [UInt8]) {
    line.append(contentsOf: repeatElement(0x20, count: max(0, count)))
  }
}
