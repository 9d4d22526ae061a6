import Model
import Octets

/// Lines of aligned columns for eyes, of columns whose widths are settled.
struct TableLines: RowLines {
  private static let gap = 2

  let columns: [Column]
  let widths: [Int]
  /// Whether texts are cut that do not fit into columns that give way.
  let isNarrow: Bool

  func append(_ row: Row, to text: inout [UInt8]) {
    row.withOctets { octets in
      if let size = plainSize(row, octets) {
        appendPlain(row, octets, size: size, to: &text)
      } else {
        appendAny(row, octets, to: &text)
      }
    }
    text.append(0x0A)
  }

  // MARK: Rows of which each octet takes one column, as nearly all do

  /// - Returns: How many octets the line takes; nil where a field has to be cut, escaped or measured.
  private func plainSize(_ row: Row, _ octets: UnsafeBufferPointer<UInt8>) -> Int? {
    var size = Self.gap * (row.fields.count - 1)
    for position in row.fields.indices {
      let field = row.fields[position]
      guard let count = Shown.plainCount(field, of: octets) else { return nil }
      if isNarrow, columns[position].givesWay, count > widths[position] { return nil }
      let isFilledUp = field.isNumeric || position < row.fields.count - 1
      size += isFilledUp ? max(count, widths[position]) : count
    }
    return size
  }

  /// Lays the fields over a line of spaces.
  private func appendPlain(
    _ row: Row, _ octets: UnsafeBufferPointer<UInt8>, size: Int, to text: inout [UInt8]
  ) {
    var start = text.count
    Self.pad(size, to: &text)
    var line = text.mutableSpan
    for position in row.fields.indices {
      switch row.fields[position] {
      case .text(let range):
        for (place, octet) in octets[range].enumerated() { line[start + place] = octet }
        start += max(range.count, widths[position])
      case .integer(let value):
        let count = value.decimalCount
        start += max(count, widths[position])
        line.writeDecimal(value, before: start)
      case .moment(let seconds):
        UTCTime.writeDate(seconds, to: &line, at: start)
        start += max(UTCTime.dateCount, widths[position])
      case .none, .number, .bool: start += widths[position]
      }
      start += Self.gap
    }
  }

  // MARK: All others

  private func appendAny(
    _ row: Row, _ octets: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]
  ) {
    for position in row.fields.indices {
      if position > 0 { Self.pad(Self.gap, to: &text) }
      let field = row.fields[position]
      let mostColumns = isNarrow && columns[position].givesWay ? widths[position] : .max
      let start = text.count
      let used = Shown.append(field, of: octets, to: &text, mostColumns: mostColumns)
      if field.isNumeric {
        Self.moveRight(start, by: widths[position] - used, in: &text)
      } else if position < row.fields.count - 1 {
        Self.pad(widths[position] - used, to: &text)
      }
    }
  }

  private static let spaces = [UInt8](repeating: 0x20, count: 256)

  private static func pad(_ count: Int, to line: inout [UInt8]) {
    var left = count
    while left > 0 {
      let some = min(left, spaces.count)
      spaces.withUnsafeBufferPointer { line.append(contentsOf: $0[..<some]) }
      left -= some
    }
  }

  /// Moves the end of a line, from `start` on, so many columns to the right.
  private static func moveRight(_ start: Int, by count: Int, in line: inout [UInt8]) {
    guard count > 0 else { return }
    let end = line.count
    pad(count, to: &line)
    for position in (start..<end).reversed() {
      line[position + count] = line[position]
      line[position] = 0x20
    }
  }

  /// The widths that the rows need, those of columns that give way narrowed until a line fits into so many columns.
  static func widths(of columns: [Column], for rows: [Row], available: Int?) -> [Int] {
    var widths = columns.map { Terminal.columns(of: $0.name) }
    var shown: [UInt8] = []
    for row in rows {
      row.withOctets { octets in
        for (position, field) in row.fields.enumerated() {
          shown.removeAll(keepingCapacity: true)
          widths[position] = max(widths[position], Shown.append(field, of: octets, to: &shown))
        }
      }
    }
    guard let available else { return widths }
    // The widest are narrowed first.
    var excess = widths.reduce(0, +) + gap * (widths.count - 1) - available
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].givesWay && widths[$0] > narrowestText
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(next, narrowestText)
      let cut = max(1, min(excess, widths[widest] - floor))
      widths[widest] -= cut
      excess -= cut
    }
    return widths
  }

  private static let narrowestText = 16
}

/// How fields are shown to people.
private enum Shown {
  /// - Returns: How many octets, each of one column, the field is shown as; nil where that is not so easily told.
  static func plainCount(_ field: Row.Field, of octets: UnsafeBufferPointer<UInt8>) -> Int? {
    switch field {
    case .none: return 0
    case .text(let range): return isPlain(octets[range]) ? range.count : nil
    case .integer(let value): return value.decimalCount
    case .moment(let seconds): return UTCTime.hasPlainDate(seconds) ? UTCTime.dateCount : nil
    case .number, .bool: return nil
    }
  }

  private static func isPlain(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.allSatisfy { 0x20 <= $0 && $0 < 0x7F }
  }

  /// - Returns: How many columns the field takes.
  static func append(
    _ field: Row.Field, of octets: UnsafeBufferPointer<UInt8>, to line: inout [UInt8],
    mostColumns: Int = .max
  ) -> Int {
    switch field {
    case .none: return 0
    case .text(let range):
      let text = UnsafeBufferPointer(rebasing: octets[range])
      if range.count <= mostColumns, isPlain(octets[range]) {
        line.append(contentsOf: text)
        return range.count
      }
      return append(
        Escape.terminal(String(decoding: text, as: UTF8.self)), to: &line, mostColumns: mostColumns)
    case .integer(let value):
      let start = line.count
      line.appendDecimal(value)
      return line.count - start
    case .number(let value): return append("\(value)", to: &line, mostColumns: mostColumns)
    case .moment(let seconds):
      // A date: the time of day says nothing.
      let start = line.count
      UTCTime.appendDate(seconds, to: &line)
      return line.count - start
    case .bool(let value): return append(value ? "yes" : "no", to: &line, mostColumns: mostColumns)
    }
  }

  private static func append(_ text: String, to line: inout [UInt8], mostColumns: Int) -> Int {
    let text = Terminal.cut(text, to: mostColumns)
    line.append(contentsOf: text.utf8)
    return Terminal.columns(of: text)
  }
}

extension Row.Field {
  fileprivate var isNumeric: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }
}
