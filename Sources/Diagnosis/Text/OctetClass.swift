/// What an octet does in a rejection text.
struct OctetClass: OptionSet {
  let rawValue: UInt8
  static let letter = OctetClass(rawValue: 1)
  static let digit = OctetClass(rawValue: 2)
  static let dot = OctetClass(rawValue: 4)
  static let at = OctetClass(rawValue: 8)
  static let colon = OctetClass(rawValue: 16)
  /// Holds paths and identifiers together, and parts names.
  static let joiner = OctetClass(rawValue: 32)
  /// Part of a character beyond ASCII.
  static let wide = OctetClass(rawValue: 64)
  /// Stands in names, and parts words.
  static let hyphen = OctetClass(rawValue: 128)

  /// All that part what is read for itself: see `Tokeniser.readPieces`.
  static let parting: OctetClass = [.at, .colon, .joiner]

  /// One for each octet; empty for what ends a run: white space, controls, brackets, double quotes,
  /// commas, semicolons.
  static let table: [OctetClass] = (0...255).map { value in
    let octet = UInt8(value)
    if octet >= 0x80 { return .wide }
    if octet.isLetter { return .letter }
    if octet.isDigit { return .digit }
    switch Character(Unicode.Scalar(octet)) {
    case ".": return .dot
    case "@": return .at
    case ":": return .colon
    case "-", "_", "'": return .hyphen
    case "/", "=", "+", "&", "%", "#", "?", "~", "$", "\\", "*": return .joiner
    default: return []
    }
  }
}
