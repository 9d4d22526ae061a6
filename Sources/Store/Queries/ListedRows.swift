import Octets

/// What is listed of recipients, in memory until all of it can be put in order.
///
/// The tables are read in the order in which they lie in the file, which is far faster than to look up a
/// million rows in the order of their addresses. A recipient takes some hundred octets and its texts.
struct ListedRows: Sendable {
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
    var code: UInt32
    var reason: Int32
    var until: Int64
    var first: Int64
    var last: Int64
    var decision: Int64
  }

  /// Stands for a column that is null.
  static let null = Int64.min
  static let noNumber = Int32.min

  private(set) var rows: [Row] = []
  /// Where the texts of the rows lie.
  private let texts = TextArena()
  // What stands in the rows by the numbers it has here.
  private(set) var domains = DenseNumbers()
  private(set) var codes = DenseNumbers()
  private(set) var reasons = Reasons()

  init(expecting count: Int) { rows.reserveCapacity(count) }

  /// The local part of a row, valid as long as the texts are.
  func local(_ position: Int) -> UnsafeBufferPointer<UInt8> {
    let row = rows[position]
    return row.texts.octets(0..<row.localCount)
  }

  /// Takes a row with the columns of `RecipientList.sql`.
  mutating func append(_ row: RawStatement, withEvidence: Bool) {
    var place = TextArena.Place()
    let localCount = row.withOctets(1) { texts.append($0, to: &place) }
    let spellingCount = row.withOctets(2) { texts.append($0, to: &place) }
    var hasDiagnostic = false
    if withEvidence {
      let count = row.withOctets(14) { texts.append($0, to: &place) }
      hasDiagnostic = count > 0 || !row.isNull(14)
    }
    let decision = row.int64(12, orNull: ListedRows.null)
    rows.append(
      Row(
        domain: domains.number(of: row.int64(0)), texts: place, localCount: UInt32(localCount),
        spellingCount: UInt32(spellingCount), hasDiagnostic: hasDiagnostic,
        state: UInt8(clamping: row.int64(3)), rule: row.number(4), cause: row.number(5),
        incidents: row.number(7), threshold: row.number(8), step: row.number(9),
        code: codes.number(of: row.optionalInt64(13)),
        reason: decision == ListedRows.null
          ? ListedRows.noNumber : reasons.number(of: row, who: 15, why: 16),
        until: row.int64(6, orNull: ListedRows.null), first: row.int64(10, orNull: ListedRows.null),
        last: row.int64(11, orNull: ListedRows.null),
        decision: decision))
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
