/// Numbers from 0 on for rows of a table of which only some are named, by many others.
struct DenseNumbers {
  /// Stands for no row.
  static let none = UInt32.max

  /// What was numbered, in the order of the numbers.
  private(set) var ids: [Int64] = []
  /// The numbers of the first rows of the table, by row: nearly all there are.
  private var early: [UInt32] = []
  private var late: [Int64: UInt32] = [:]
  private static let mostEarly: Int64 = 1 << 20

  mutating func number(of id: Int64) -> UInt32 {
    if id >= 0, id < early.count, early[Int(id)] != Self.none { return early[Int(id)] }
    if let known = late[id] { return known }
    let number = UInt32(ids.count)
    ids.append(id)
    if id >= 0, id < Self.mostEarly {
      let missing = Int(id) + 1 - early.count
      if missing > 0 { early += repeatElement(Self.none, count: missing) }
      early[Int(id)] = number
    } else {
      late[id] = number
    }
    return number
  }

  mutating func number(of id: Int64?) -> UInt32 { id.map { number(of: $0) } ?? Self.none }
}
