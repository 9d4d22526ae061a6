import Octets

/// JSON that keeps the order of its keys, so that output can be compared as text.
indirect enum JSONValue {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// On one line, UTF-8, with only what RFC 8259 wants escaped, and U+2028/2029, which JavaScript
  /// takes for line ends.
  var line: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.appendDecimal(value)
    case .number(let value):
      output.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
    case .string(let text): JSONValue.append(text, to: &output)
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (position, value) in values.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        value.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        JSONValue.append(member.0, to: &output)
        output.append(UInt8(ascii: ":"))
        member.1.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &output) }
  }

  /// A string, given by its UTF-8.
  static func append(_ octets: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // What needs no escape is appended run by run.
    var runStart = 0
    var position = 0
    while position < octets.count {
      guard let (escape, length) = escapeNeeded(octets, at: position) else {
        position += 1
        continue
      }
      output.append(contentsOf: octets[runStart..<position])
      output.append(contentsOf: escape.utf8)
      position += length
      runStart = position
    }
    output.append(contentsOf: octets[runStart...])
    output.append(UInt8(ascii: "\""))
  }

  /// How the character at `position` has to be written, and how many octets it has; nil where as it is.
  @inline(__always)
  private static func escapeNeeded(
    _ octets: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (escape: String, length: Int)? {
    let octet = octets[position]
    switch octet {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0x00...0x1F, 0x7F:
      let digits = String(octet, radix: 16)
      return ("\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)", 1)
    case 0xE2
    where position + 2 < octets.count && octets[position + 1] == 0x80
      && (octets[position + 2] == 0xA8 || octets[position + 2] == 0xA9):
      return (octets[position + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    default: return nil
    }
  }
}
