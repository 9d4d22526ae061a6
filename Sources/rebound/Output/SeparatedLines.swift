import Model
import Octets

/// The lines of CSV (RFC 4180: CRLF, quotes doubled) and TSV (LF, control characters escaped).
struct SeparatedLines: RowLines {
  enum Dialect: Sendable {
    /// Defused: a text a spreadsheet would run as a formula gets an apostrophe in front.
    case csv(isDefused: Bool)
    case tsv
  }

  let dialect: Dialect

  func append(_ row: Row, to text: inout [UInt8]) {
    row.withOctets { octets in
      for position in row.fields.indices {
        if position > 0 { text.append(separator) }
        switch row.fields[position] {
        case .none: break
        case .text(let range):
          append(UnsafeBufferPointer(rebasing: octets[range]), to: &text)
        case .integer(let value): text.appendDecimal(value)
        case .number(let value): text.append(contentsOf: "\(value)".utf8)
        case .moment(let seconds): UTCTime.appendTimestamp(seconds, to: &text)
        case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
        }
      }
    }
    if case .csv = dialect { text.append(0x0D) }
    text.append(0x0A)
  }

  private var separator: UInt8 {
    if case .tsv = dialect { 0x09 } else { UInt8(ascii: ",") }
  }

  private func append(_ octets: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
    switch dialect {
    case .csv(let isDefused):
      let isFormula = isDefused && Escape.startsFormula(octets)
      Self.appendQuoted(octets, isFormula: isFormula, to: &line)
    case .tsv: Self.appendEscaped(octets, to: &line)
    }
  }

  private static func appendQuoted(
    _ text: UnsafeBufferPointer<UInt8>, isFormula: Bool, to line: inout [UInt8]
  ) {
    let quote = UInt8(ascii: "\"")
    let first = text.firstIndex(ofAny: quote, UInt8(ascii: ","), 0x0A, 0x0D)
    if first != nil { line.append(quote) }
    if isFormula { line.append(UInt8(ascii: "'")) }
    if let first, text[first...].contains(quote) {
      for octet in text {
        if octet == quote { line.append(octet) }
        line.append(octet)
      }
    } else {
      line.append(contentsOf: text)
    }
    if first != nil { line.append(quote) }
  }

  private static func appendEscaped(
    _ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]
  ) {
    for octet in text {
      switch octet {
      case 0x09: line.append(contentsOf: "\\t".utf8)
      case 0x0A: line.append(contentsOf: "\\n".utf8)
      case 0x0D: line.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\\"): line.append(contentsOf: "\\\\".utf8)
      default: line.append(octet)
      }
    }
  }
}
