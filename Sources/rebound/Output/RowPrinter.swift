import Intake
import Synchronization

/// Prints a listing that is in memory. As soon as lines stand for themselves they are made on all processors.
struct RowPrinter {
  /// So many rows make one unit of work.
  private static let unit = 2_048

  /// How many rows there are.
  let count: Int
  /// Gives what hands over the rows of a range of the listing, one after the other: one for each thread.
  let makeReader: @Sendable () -> (Range<Int>, (Row) -> Void) -> Void

  func print(to writer: any RowWriter) throws {
    let read = makeReader()
    var written = 0
    while written < count, writer.lines == nil {
      read(written..<written + 1) { writer.write($0) }
      written += 1
    }
    if let lines = writer.lines, written < count {
      try print(written..<count, lines, to: writer)
    }
    writer.finish()
  }

  private func print(
    _ rows: Range<Int>, _ lines: some RowLines, to writer: any RowWriter
  ) throws {
    let reached = Mutex(rows.lowerBound)
    try Pipeline<Range<Int>, [UInt8]>(workers: Processors.count).run(
      produce: {
        reached.withLock { start in
          guard start < rows.upperBound else { return nil }
          let range = start..<min(start + Self.unit, rows.upperBound)
          start = range.upperBound
          return range
        }
      },
      makeTransform: {
        let read = makeReader()
        return { range in
          var text: [UInt8] = []
          text.reserveCapacity(range.count * 256)
          read(range) { lines.append($0, to: &text) }
          return text
        }
      },
      consume: { writer.write(made: $0) })
  }
}
