import Model
import Octets

/// A Diagnostic-Code (RFC 3464 section 2.3.6): a type, and what the host said.
struct Diagnostic {
  /// In lower case; "" where none is given.
  let type: Bytes
  let text: Bytes

  init(_ value: borrowing Bytes) {
    let value = value.trimmed()
    if let (type, text) = value.split(at: UInt8(ascii: ";")), Self.isType(type.trimmed()) {
      self.type = type.trimmed()
      self.text = text.trimmed()
    } else {
      self.type = .empty
      self.text = value
    }
  }

  /// The end of a program (sysexits.h), not a reply of a server.
  var isExitStatus: Bool { type.equalsFolded("x-unix") && text.decimal != nil }

  var codes: SMTPCodes { isExitStatus ? SMTPCodes() : SMTPCodes.find(in: text) }

  /// Whether it tells nothing that could name a cause.
  static func saysNothing(_ text: Bytes) -> Bool {
    var letters = 0
    for position in 0..<text.count where text[position].isLetter || text[position] >= 0x80 {
      letters += 1
      // An enhanced code or a single word such as `unknown` is no explanation.
      if letters > 10 { return false }
    }
    return letters == 0 || text.equalsFolded("unknown") || text.equalsFolded("failed")
      || text.equalsFolded("failure") || text.equalsFolded("undefined")
      || text.equalsFolded("no details")
  }

  /// Whether only the first line of a reply of several lines is given, as sendmail does: `550-5.1.1 The …`.
  var isFirstLineOnly: Bool {
    guard text.count > 4, text[3] == UInt8(ascii: "-"), let code = text.prefix(3).decimal,
      ReplyCode(rawValue: code) != nil
    else { return false }
    // The last line has a space behind the code.
    var position = 4
    while let next = text.position(of: text.prefix(3), from: position) {
      if next + 3 == text.count || text[next + 3].isSpace { return false }
      position = next + 3
    }
    return true
  }

  private static func isType(_ text: Bytes) -> Bool {
    guard (1...40).contains(text.count), text[0].isLetter else { return false }
    return text.firstIndex(where: {
      switch $0 {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."): false
      default: !$0.isAlphanumeric
      }
    }) == nil
  }
}
