/// Rows in memory that are gone through in another order than they lie in.
protocol PrefetchedPart {
  func prefetchRow(_ row: Int)
  /// The row should have been fetched already.
  func prefetchTexts(of row: Int)
}

extension [ListedPlace] {
  // So many rows before they are needed: far enough for memory to answer, near enough that it is still at hand.
  private static let rowsAhead = 16
  private static let textsAhead = 8

  /// Calls `body` with the parts and rows at some of these places. A row lies anywhere, and its texts elsewhere: to wait
  /// for memory would take longer than to make a line.
  @inline(__always)
  func forEachPrefetched<Part: PrefetchedPart>(
    in range: Range<Int>, _ parts: [Part], _ body: (Part, Int) throws -> Void
  ) rethrows {
    for position in range {
      let row = position + Self.rowsAhead
      if row < count { parts[Int(self[row].part)].prefetchRow(Int(self[row].row)) }
      let texts = position + Self.textsAhead
      if texts < count { parts[Int(self[texts].part)].prefetchTexts(of: Int(self[texts].row)) }
      try body(parts[Int(self[position].part)], Int(self[position].row))
    }
  }
}
