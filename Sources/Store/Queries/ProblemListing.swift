import Model

/// Problems of domains, by kind in the order of `DomainProblem`, then those with the most addresses first, then by
/// domain. All of it is in memory: any number of threads may read parts of it at once.
public struct ProblemListing: Sendable {
  private let parts: [ListedProblems]
  private let order: [ListedPlace]

  /// - Parameter parts: Each with other domains.
  init(_ parts: [ListedProblems]) {
    self.parts = parts
    order = Self.merged(parts)
  }

  public var count: Int { order.count }

  /// The kinds that occur, in their order.
  public var kinds: [DomainProblem] {
    DomainProblem.allCases.filter { problem in
      parts.contains { part in part.rows.contains { $0.problem == problem } }
    }
  }

  /// Calls `body` with those at some places of the order.
  public func forEach(
    in range: Range<Int>, _ body: (borrowing ListedProblem) throws -> Void
  ) rethrows {
    try order.forEachPrefetched(in: range, parts) { part, row in
      try body(ListedProblem(part, row))
    }
  }

  private static func merged(_ parts: [ListedProblems]) -> [ListedPlace] {
    var order: [ListedPlace] = []
    order.reserveCapacity(parts.reduce(0) { $0 + $1.order.count })
    var reached = parts.map { _ in 0 }
    while true {
      var least: (part: Int, key: ListedProblems.Key)?
      for (part, problems) in parts.enumerated() where reached[part] < problems.order.count {
        let key = problems.order[reached[part]]
        if let other = least, !problems.precedes(key, other.key, in: parts[other.part]) { continue }
        least = (part, key)
      }
      guard let least else { return order }
      reached[least.part] += 1
      order.append(ListedPlace(part: UInt32(least.part), row: least.key.row))
    }
  }
}
