import Intake
import Store
import Synchronization

/// Prints listed recipients in their order. Where each is a line that stands for itself, lines are made on all
/// processors.
enum SuppressionPrinter {
  /// So many recipients make one unit of work.
  private static let unit = 512

  static func print(_ listing: RecipientListing, to rows: any RowWriter) throws {
    if let separated = rows as? SeparatedWriter {
      try print(listing, to: separated)
    } else {
      var suppressions = SuppressionRows()
      listing.forEach(in: 0..<listing.count) { rows.write(suppressions.cells($0)) }
    }
    rows.finish()
  }

  private static func print(_ listing: RecipientListing, to rows: SeparatedWriter) throws {
    let lines = rows.lines
    let reached = Mutex(0)
    try Pipeline<Range<Int>, [UInt8]>(workers: Processors.count).run(
      produce: {
        reached.withLock { start in
          guard start < listing.count else { return nil }
          let range = start..<min(start + unit, listing.count)
          start = range.upperBound
          return range
        }
      },
      makeTransform: {
        var suppressions = SuppressionRows()
        return { range in
          var text: [UInt8] = []
          text.reserveCapacity(range.count * 160)
          listing.forEach(in: range) { lines.append(suppressions.cells($0), to: &text) }
          return text
        }
      },
      consume: { rows.write(made: $0) })
  }
}
