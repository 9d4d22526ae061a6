/// One object a row: as one array, or one a line.
final class JSONRowWriter: RowWriter {
  private let columns: [Column]
  private let sink: ByteSink
  private let isOneArray: Bool
  private var isFirst = true

  init(columns: [Column], sink: ByteSink, isOneArray: Bool) {
    self.columns = columns
    self.sink = sink
    self.isOneArray = isOneArray
    if isOneArray { sink.write("[") }
  }

  func write(_ cells: [Cell]) {
    if isOneArray { sink.write(isFirst ? "\n" : ",\n") }
    isFirst = false
    sink.write(JSONValue.object(zip(columns, cells).map { ($0.name, $1.json) }).line)
    if !isOneArray { sink.line() }
  }

  func finish() {
    if isOneArray { sink.write(isFirst ? "]\n" : "\n]\n") }
    sink.flush()
  }
}
