import Synchronization

/// The rows of a table in slices, by the numbers of what they are about. Several readers take one slice after the other
/// until none is left, so that all have done at about the same time: the numbers alone don't tell how many rows there
/// are.
final class TableSlices: Sendable {
  private let count: Int64
  private let highest: Int64
  private let taken = Mutex<Int64>(0)

  /// - Parameter highest: The highest number there is.
  init(count: Int64, highest: Int64) {
    self.count = count
    self.highest = highest
  }

  /// All rows in one slice.
  convenience init() { self.init(count: 1, highest: 0) }

  /// Calls `body` for each row of a query that has `condition`.
  ///
  /// - Parameter parameter: The number of the first of two parameters for a slice's bounds.
  @inline(__always)
  func forEachRow(
    of query: RawStatement, from parameter: Int, _ body: (RawStatement) throws -> Void
  ) throws {
    while let slice = next() {
      query.bind(Int32(parameter), slice.first)
      query.bind(Int32(parameter + 1), slice.last)
      while try query.step() { try body(query) }
      query.reset()
    }
  }

  /// The bounds of the next slice that nobody has taken yet. Where there are more slices than numbers, most are empty: the
  /// first then lies behind the last.
  private func next() -> (first: Int64, last: Int64)? {
    let number = taken.withLock { taken -> Int64? in
      guard taken < count else { return nil }
      defer { taken += 1 }
      return taken
    }
    guard let number else { return nil }
    let size = highest / count
    return (
      first: number == 0 ? .min : size * number + 1,
      last: number == count - 1 ? .max : size * (number + 1)
    )
  }

  static func condition(_ column: String, from parameter: Int) -> String {
    "AND \(column) BETWEEN ?\(parameter) AND ?\(parameter + 1)"
  }

  /// For rows that are read once, along with the first slice.
  static func isFirst(from parameter: Int) -> String { "AND ?\(parameter) = \(Int64.min)" }
}
