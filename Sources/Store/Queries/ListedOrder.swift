/// The order in which recipients are listed: by domain, then by local part.
struct ListedOrder: Sendable {
  private struct Key {
    /// Of the local part.
    var start: TextStart
    var row: UInt32
  }

  private let keys: [Key]
  /// The domains in the order of their names, with where the keys of each end.
  private let domains: [(number: UInt32, end: Int)]

  init(_ rows: ListedRows, _ names: NumberedTexts) {
    let sorted = Self.sorted(names)
    // Domains are told apart by counting, so that only local parts are left to be compared.
    var free = [Int](repeating: 0, count: names.count)
    for row in rows.rows { free[Int(row.domain)] += 1 }
    var end = 0
    var domains: [(number: UInt32, end: Int)] = []
    domains.reserveCapacity(sorted.count)
    for number in sorted {
      let start = end
      end += free[Int(number)]
      free[Int(number)] = start
      domains.append((number, end))
    }
    var keys = [Key](repeating: Key(start: TextStart(), row: 0), count: rows.rows.count)
    for (position, row) in rows.rows.enumerated() {
      keys[free[Int(row.domain)]] = Key(
        start: TextStart(rows.local(position)), row: UInt32(position))
      free[Int(row.domain)] += 1
    }
    keys.withUnsafeMutableBufferPointer { keys in
      var start = 0
      for (_, end) in domains {
        var same = UnsafeMutableBufferPointer(rebasing: keys[start..<end])
        same.sort { left, right in Self.precedes(left, in: rows, right, in: rows) }
        start = end
      }
    }
    self.keys = keys
    self.domains = domains
  }

  private static func sorted(_ names: NumberedTexts) -> [UInt32] {
    (0..<UInt32(names.count)).map { (start: TextStart(names.octets($0)), number: $0) }
      .sorted { left, right in
        left.start.precedes(
          right.start,
          whole: names.octets(left.number).lexicographicallyPrecedes(names.octets(right.number)))
      }
      .map(\.number)
  }

  private static func precedes(
    _ key: Key, in rows: ListedRows, _ other: Key, in others: ListedRows
  ) -> Bool {
    key.start.precedes(
      other.start,
      whole: rows.local(Int(key.row)).lexicographicallyPrecedes(others.local(Int(other.row))))
  }

  /// The order of all rows of all parts.
  static func merged(_ parts: [ListedPart]) -> [ListedPlace] {
    var merged: [ListedPlace] = []
    merged.reserveCapacity(parts.reduce(0) { $0 + $1.order.keys.count })
    // Which of its domains comes next in each part.
    var next = parts.map { _ in 0 }
    func name(_ part: Int) -> UnsafeBufferPointer<UInt8>? {
      let domains = parts[part].order.domains
      return next[part] < domains.count
        ? parts[part].domains.octets(domains[next[part]].number) : nil
    }
    while let least = parts.indices.compactMap(name).min(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      let same = parts.indices.filter { name($0)?.elementsEqual(least) ?? false }
      append(
        same.map { (part: $0, keys: parts[$0].order.keys(at: next[$0])) }, of: parts, to: &merged)
      for part in same { next[part] += 1 }
    }
    return merged
  }

  /// The keys of one domain.
  private func keys(at position: Int) -> ArraySlice<Key> {
    keys[(position == 0 ? 0 : domains[position - 1].end)..<domains[position].end]
  }

  /// Appends the keys of one domain that several parts may have.
  private static func append(
    _ runs: [(part: Int, keys: ArraySlice<Key>)], of parts: [ListedPart],
    to merged: inout [ListedPlace]
  ) {
    var runs = runs
    while runs.count > 1 {
      var least = 0
      for other in 1..<runs.count {
        guard let key = runs[other].keys.first, let first = runs[least].keys.first else { continue }
        if precedes(key, in: parts[runs[other].part].rows, first, in: parts[runs[least].part].rows)
        {
          least = other
        }
      }
      if let key = runs[least].keys.popFirst() {
        merged.append(ListedPlace(part: UInt32(runs[least].part), row: key.row))
      }
      if runs[least].keys.isEmpty { runs.remove(at: least) }
    }
    for (part, keys) in runs {
      for key in keys { merged.append(ListedPlace(part: UInt32(part), row: key.row)) }
    }
  }
}
