/// The order in which recipients are listed: by domain, then by local part.
struct ListedOrder {
  /// Where a row lies.
  struct Place {
    var part: UInt32
    var row: UInt32
  }

  private struct Key {
    /// Of the local part.
    var start: TextStart
    var place: Place
  }

  private let parts: [ListedRows]
  /// The rank of each part's domains, equal where two parts have the same.
  private let ranks: [[Int]]
  private let rankCount: Int

  /// - Parameter domains: The names of each part's domains.
  init(_ parts: [ListedRows], domains: [[String]]) {
    self.parts = parts
    var names: [(start: TextStart, part: Int, number: Int)] = []
    for (part, domains) in domains.enumerated() {
      names += domains.enumerated().map { (TextStart($1), part, $0) }
    }
    names.sort { left, right in
      if left.start != right.start { return left.start < right.start }
      return domains[left.part][left.number].utf8
        .lexicographicallyPrecedes(domains[right.part][right.number].utf8)
    }
    var ranks = domains.map { [Int](repeating: 0, count: $0.count) }
    var rank = -1
    var last: String?
    for (_, part, number) in names {
      if domains[part][number] != last { rank += 1 }
      last = domains[part][number]
      ranks[part][number] = rank
    }
    self.ranks = ranks
    rankCount = rank + 1
  }

  func places() -> [Place] {
    // Domains are told apart by counting, so that only local parts are left to be compared.
    var starts = [Int](repeating: 0, count: rankCount + 1)
    for (part, ranks) in zip(parts, ranks) {
      for row in part.rows { starts[ranks[Int(row.domain)] + 1] += 1 }
    }
    for rank in 0..<rankCount { starts[rank + 1] += starts[rank] }
    var free = starts
    let none = Key(start: TextStart(""), place: Place(part: 0, row: 0))
    var keys = [Key](repeating: none, count: starts[rankCount])
    for (number, part) in parts.enumerated() {
      for (position, row) in part.rows.enumerated() {
        let rank = ranks[number][Int(row.domain)]
        keys[free[rank]] = Key(
          start: part.texts.withOctets(row.texts, ..<row.localCount) { TextStart($0) },
          place: Place(part: UInt32(number), row: UInt32(position)))
        free[rank] += 1
      }
    }
    keys.withUnsafeMutableBufferPointer { keys in
      for rank in 0..<rankCount where starts[rank + 1] - starts[rank] > 1 {
        var same = UnsafeMutableBufferPointer(rebasing: keys[starts[rank]..<starts[rank + 1]])
        same.sort { precedes($0, $1) }
      }
    }
    return keys.map(\.place)
  }

  private func precedes(_ left: Key, _ right: Key) -> Bool {
    if left.start != right.start { return left.start < right.start }
    return withLocal(left.place) { one in
      withLocal(right.place) { other in one.lexicographicallyPrecedes(other) }
    }
  }

  private func withLocal<Result>(
    _ place: Place, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let part = parts[Int(place.part)]
    let row = part.rows[Int(place.row)]
    return part.texts.withOctets(row.texts, ..<row.localCount, body)
  }
}
