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

  init(columns: [Column], sink: ByteSink, terminal: Terminal) {
    self.columns = columns
    self.sink = sink
    self.terminal = terminal
  }

  func write(_ cells: [Cell]) {
    if let widths {
      sink.line(line(cells, widths: widths))
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
    sink.line(terminal.bold(line(columns.map { .text($0.name) }, widths: widths, isHead: true)))
    for row in waiting { sink.line(line(row, widths: widths)) }
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

  private func line(_ cells: [Cell], widths: [Int], isHead: Bool = false) -> String {
    var result = ""
    for (position, cell) in cells.enumerated() {
      let width = widths[position]
      var text = cell.shown
      if terminal.width != nil, columns[position].givesWay { text = Terminal.cut(text, to: width) }
      let padding = String(repeating: " ", count: max(0, width - Terminal.columns(of: text)))
      if position > 0 { result += TableWriter.gap }
      if cell.isNumeric {
        result += padding + text
      } else {
        result += position == cells.count - 1 ? text : text + padding
      }
    }
    return result
  }
}
