/// One row of an answer: its fields in the order of the columns, with their texts one behind the other in one
/// buffer. Emptied and filled again for the next row, it allocates nothing.
struct Row: Sendable {
  enum Field {
    case none
    /// Where the text's UTF-8 lies in the buffer.
    case text(Range<Int>)
    case integer(Int64)
    case number(Double)
    /// Unix seconds; shown as a UTC timestamp.
    case moment(Int64)
    case bool(Bool)
  }

  private(set) var fields: [Field] = []
  private var octets: [UInt8] = []

  init() {}

  init(_ cells: [Cell]) {
    fields.reserveCapacity(cells.count)
    for cell in cells { append(cell) }
  }

  mutating func removeAll() {
    fields.removeAll(keepingCapacity: true)
    octets.removeAll(keepingCapacity: true)
  }

  mutating func append(_ cell: Cell) {
    switch cell {
    case .none: fields.append(.none)
    case .text(let text): appendText { $0.append(contentsOf: text.utf8) }
    case .integer(let value): fields.append(.integer(value))
    case .number(let value): fields.append(.number(value))
    case .moment(let seconds): fields.append(.moment(seconds))
    case .bool(let value): fields.append(.bool(value))
    }
  }

  /// A text that `write` appends to the octets it is given.
  @inline(__always)
  mutating func appendText(_ write: (inout [UInt8]) -> Void) {
    let start = octets.count
    write(&octets)
    fields.append(.text(start..<octets.count))
  }

  /// Calls `body` with the octets in which the texts of the fields lie.
  func withOctets<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    octets.withUnsafeBufferPointer(body)
  }
}
