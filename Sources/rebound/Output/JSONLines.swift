import Model

/// The objects of JSON lines, or of an array: one a row, its keys in the order of the columns.
struct JSONLines: RowLines {
  /// What stands in front of each column's value: its key, and the comma or brace before it.
  private let leads: [[UInt8]]
  private let end: [UInt8]

  /// - Parameters:
  ///   - lead: What stands in front of each object.
  ///   - end: What stands behind it.
  init(columns: [Column], lead: String = "", end: String = "\n") {
    leads = columns.enumerated().map { position, column in
      var text = Array((position == 0 ? lead + "{" : ",").utf8)
      JSONValue.string(column.name).write(to: &text)
      text.append(UInt8(ascii: ":"))
      return text
    }
    self.end = Array("}".utf8) + Array(end.utf8)
  }

  func append(_ row: Row, to text: inout [UInt8]) {
    row.withOctets { octets in
      for (lead, field) in zip(leads, row.fields) {
        text.append(contentsOf: lead)
        switch field {
        case .none: JSONValue.null.write(to: &text)
        case .text(let range):
          JSONValue.append(UnsafeBufferPointer(rebasing: octets[range]), to: &text)
        case .integer(let value): JSONValue.integer(value).write(to: &text)
        case .number(let value): JSONValue.number(value).write(to: &text)
        case .moment(let seconds):
          text.append(UInt8(ascii: "\""))
          UTCTime.appendTimestamp(seconds, to: &text)
          text.append(UInt8(ascii: "\""))
        case .bool(let value): JSONValue.bool(value).write(to: &text)
        }
      }
    }
    text.append(contentsOf: end)
  }
}
