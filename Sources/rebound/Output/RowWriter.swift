/// Prints rows one after the other; what it holds does not grow with their number.
protocol RowWriter: AnyObject {
  func write(_ row: Row)

  /// What makes the lines from now on; nil as long as a line depends on the rows before it. Lines that were made
  /// elsewhere are written by `write(made:)`.
  var lines: (any RowLines)? { get }

  func write(made lines: [UInt8])

  /// Ends the output. Nothing may be written afterwards.
  func finish()
}

extension RowWriter {
  func write(_ cells: [Cell]) { write(Row(cells)) }
}

/// Makes lines of rows. Each stands for itself: any number of threads may make some.
protocol RowLines: Sendable {
  func append(_ row: Row, to text: inout [UInt8])
}
