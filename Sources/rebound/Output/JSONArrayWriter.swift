/// One array with an object a row.
final class JSONArrayWriter: RowWriter {
  private let sink: ByteSink
  private let first: JSONLines
  private let later: JSONLines
  private var isEmpty = true

  init(columns: [Column], sink: ByteSink) {
    self.sink = sink
    first = JSONLines(columns: columns, lead: "\n", end: "")
    later = JSONLines(columns: columns, lead: ",\n", end: "")
    sink.write("[")
  }

  var lines: (any RowLines)? { isEmpty ? nil : later }

  func write(_ row: Row) {
    var text: [UInt8] = []
    (isEmpty ? first : later).append(row, to: &text)
    isEmpty = false
    sink.write(text)
  }

  func write(made lines: [UInt8]) { sink.write(lines) }

  func finish() {
    sink.write(isEmpty ? "]\n" : "\n]\n")
    sink.flush()
  }
}
