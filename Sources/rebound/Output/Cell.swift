/// One value of a row that is made of few.
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
}

/// A column of an answer: its name is the same in every format, and frozen once released.
struct Column {
  let name: String
  /// On a narrow terminal, columns with long texts give way first.
  var givesWay = false

  static func fixed(_ name: String) -> Column { Column(name: name) }
  static func text(_ name: String) -> Column { Column(name: name, givesWay: true) }
}
