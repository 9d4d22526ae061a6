import Glibc

/// What a descriptor is connected to.
struct Terminal {
  let isInteractive: Bool
  /// Columns; nil where it is no terminal.
  let width: Int?
  let hasColour: Bool

  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  init(descriptor: Int32) {
    isInteractive = isatty(descriptor) == 1
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isInteractive ? (isKnown ? Int(size.ws_col) : 80) : nil
    // https://no-color.org: set and not empty.
    let refuses = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    hasColour = isInteractive && !refuses && !isDumb
  }

  init(isInteractive: Bool, width: Int?, hasColour: Bool) {
    self.isInteractive = isInteractive
    self.width = width
    self.hasColour = hasColour
  }

  func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  func red(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

  /// How many columns a text takes: East Asian wide characters take two, combining marks none.
  static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text in at most `width` columns, with `…` where it was cut.
  static func cut(_ text: String, to width: Int) -> String {
    guard width > 0, columns(of: text) > width else { return text }
    var used = 0
    var result = ""
    for scalar in text.unicodeScalars {
      let needed = columns(of: scalar)
      guard used + needed <= width - 1 else { break }
      used += needed
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }
}
