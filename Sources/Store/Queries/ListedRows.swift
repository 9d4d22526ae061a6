/// What is listed of recipients, in memory until all of it can be put in order.
///
/// The tables are read in the order in which they lie in the file, which is far faster than to look up a
/// million rows in the order of their addresses. A recipient takes some hundred octets and its texts.
struct ListedRows {
  struct Row {
    var domain: UInt32
    var texts: TextArena.Place
    var localCount: UInt32
    /// How many octets of the texts the spelling takes; the diagnostic text has the rest.
    var spellingCount: UInt32
    var hasDiagnostic: Bool
    var state: UInt8
    var rule: Int32
    var cause: Int32
    var incidents: Int32
    var threshold: Int32
    var step: Int32
    var code: Int32
    var host: Int32
    var reason: Int32
    var until: Int64
    var first: Int64
    var last: Int64
    var decision: Int64
    var event: Int64
  }

  /// Stands for a column that is null.
  static let null = Int64.min
  static let noNumber = Int32.min

  private(set) var rows: [Row] = []
  private(set) var texts = TextArena()
  /// The domains by the numbers they have here.
  private(set) var domains: [Int64] = []
  private var domainNumbers: [Int64: UInt32] = [:]
  private var lastDomain: (id: Int64, number: UInt32)?
  private(set) var reasons = Reasons()

  init(expecting count: Int) { rows.reserveCapacity(count) }

  /// Takes a row with the columns of `RecipientList.sql`.
  mutating func append(_ row: RawStatement, withEvidence: Bool) {
    var place = TextArena.Place()
    let localCount = row.withOctets(1) { texts.append($0, to: &place) }
    let spellingCount = row.withOctets(2) { texts.append($0, to: &place) }
    var hasDiagnostic = false
    if withEvidence {
      let count = row.withOctets(15) { texts.append($0, to: &place) }
      hasDiagnostic = count > 0 || !row.isNull(15)
    }
    let decision = row.int64(12, orNull: ListedRows.null)
    rows.append(
      Row(
        domain: number(ofDomain: row.int64(0)), texts: place, localCount: UInt32(localCount),
        spellingCount: UInt32(spellingCount), hasDiagnostic: hasDiagnostic,
        state: UInt8(clamping: row.int64(3)), rule: row.number(4), cause: row.number(5),
        incidents: row.number(7), threshold: row.number(8), step: row.number(9),
        code: row.number(13), host: withEvidence ? row.number(16) : ListedRows.noNumber,
        reason: decision == ListedRows.null
          ? ListedRows.noNumber : reasons.number(of: row, who: 17, why: 18),
        until: row.int64(6, orNull: ListedRows.null), first: row.int64(10, orNull: ListedRows.null),
        last: row.int64(11, orNull: ListedRows.null),
        decision: decision,
        event: row.int64(14, orNull: ListedRows.null)))
  }

  private mutating func number(ofDomain id: Int64) -> UInt32 {
    if let lastDomain, lastDomain.id == id { return lastDomain.number }
    let number: UInt32
    if let known = domainNumbers[id] {
      number = known
    } else {
      number = UInt32(domains.count)
      domains.append(id)
      domainNumbers[id] = number
    }
    lastDomain = (id, number)
    return number
  }

  /// - Parameter names: The names of `domains`.
  /// - Returns: The rows' positions, by domain and local part.
  func ordered(by names: [String]) -> [Int] {
    let byName = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    var ranks = [Int](repeating: 0, count: names.count)
    for (rank, domain) in byName.enumerated() { ranks[domain] = rank }
    // Domains are told apart by counting, so that only local parts are left to be compared.
    var starts = [Int](repeating: 0, count: names.count + 1)
    for row in rows { starts[ranks[Int(row.domain)] + 1] += 1 }
    for rank in names.indices { starts[rank + 1] += starts[rank] }
    var free = starts
    var keys = [Key](repeating: Key(start: (0, 0), row: 0), count: rows.count)
    for (position, row) in rows.enumerated() {
      let rank = ranks[Int(row.domain)]
      keys[free[rank]] = Key(
        start: texts.start(of: row.texts, count: row.localCount), row: UInt32(position))
      free[rank] += 1
    }
    keys.withUnsafeMutableBufferPointer { keys in
      for rank in names.indices where starts[rank + 1] - starts[rank] > 1 {
        var same = UnsafeMutableBufferPointer(rebasing: keys[starts[rank]..<starts[rank + 1]])
        same.sort { precedes($0, $1) }
      }
    }
    return keys.map { Int($0.row) }
  }

  private struct Key {
    /// The first sixteen octets of the local part, as two numbers that are ordered as they are.
    var start: (UInt64, UInt64)
    var row: UInt32
  }

  private func precedes(_ left: Key, _ right: Key) -> Bool {
    if left.start.0 != right.start.0 { return left.start.0 < right.start.0 }
    if left.start.1 != right.start.1 { return left.start.1 < right.start.1 }
    let (a, b) = (rows[Int(left.row)], rows[Int(right.row)])
    return texts.withOctets(a.texts, ..<a.localCount) { one in
      texts.withOctets(b.texts, ..<b.localCount) { other in
        one.lexicographicallyPrecedes(other)
      }
    }
  }
}

/// Who decided and why: a list that was taken in gives a million recipients the same.
struct Reasons {
  private(set) var all: [(who: String, why: String)] = []
  private var numbers: [[String]: Int32] = [:]

  mutating func number(of row: RawStatement, who: Int32, why: Int32) -> Int32 {
    if let last = all.last, row.isText(who, last.who), row.isText(why, last.why) {
      return Int32(all.count - 1)
    }
    let reason = (who: row.string(who), why: row.string(why))
    let key = [reason.who, reason.why]
    if let known = numbers[key] { return known }
    let number = Int32(all.count)
    all.append(reason)
    numbers[key] = number
    return number
  }
}

extension RawStatement {
  fileprivate func int64(_ column: Int32, orNull null: Int64) -> Int64 {
    let value = int64(column)
    return value == 0 && isNull(column) ? null : value
  }

  /// A small number, or that which stands for null.
  fileprivate func number(_ column: Int32) -> Int32 {
    let value = int64(column)
    return value == 0 && isNull(column) ? ListedRows.noNumber : Int32(clamping: value)
  }

  fileprivate func isText(_ column: Int32, _ text: String) -> Bool {
    withOctets(column) { $0.elementsEqual(text.utf8) }
  }
}
