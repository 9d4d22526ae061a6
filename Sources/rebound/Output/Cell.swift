import Model

/// One value of a row.
enum Cell {
  case none
  case text(String)
  case integer(Int64)
  case number(Double)
  /// Unix seconds; shown as a UTC timestamp.
  case moment(Int64)
  case bool(Bool)

  static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .none }
  static func optional(_ moment: Int64?) -> Cell { moment.map(Cell.moment) ?? .none }
  static func integer(_ count: Int) -> Cell { .integer(Int64(count)) }

  /// As it stands in CSV and TSV.
  var plain: String {
    switch self {
    case .none: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    case .moment(let seconds): UTCTime.timestamp(seconds)
    case .bool(let value): value ? "true" : "false"
    }
  }

  /// As it is shown to people: a date where the time of day says nothing.
  var shown: String {
    switch self {
    case .moment(let seconds): UTCTime.dateString(seconds)
    case .bool(let value): value ? "yes" : "no"
    default: Escape.terminal(plain)
    }
  }

  var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .moment(let seconds): .string(UTCTime.timestamp(seconds))
    case .bool(let value): .bool(value)
    }
  }

  var isNumeric: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }
}

/// A column of an answer: its name is the same in every format, and frozen once released.
struct Column {
  let name: String
  /// On a narrow terminal, columns with long texts give way first.
  var givesWay = false

  static func fixed(_ name: String) -> Column { Column(name: name) }
  static func text(_ name: String) -> Column { Column(name: name, givesWay: true) }
}
