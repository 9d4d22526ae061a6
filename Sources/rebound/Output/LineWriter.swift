/// Writes rows as lines that stand for themselves.
final class LineWriter<Lines: RowLines>: RowWriter {
  private let made: Lines
  private let sink: ByteSink
  private var line: [UInt8] = []

  init(_ lines: Lines, sink: ByteSink) {
    made = lines
    self.sink = sink
  }

  var lines: (any RowLines)? { made }

  func write(_ row: Row) {
    // Taken out of the object and put back: that access to it is exclusive is then checked once a row.
    var line = self.line
    self.line = []
    line.removeAll(keepingCapacity: true)
    made.append(row, to: &line)
    sink.write(line)
    self.line = line
  }

  func write(made lines: [UInt8]) { sink.write(lines) }

  func finish() { sink.flush() }
}
