import Glibc

/// What is said on standard error.
enum Complaint {
  static func write(_ text: String) {
    let line = "rebound: \(Escape.terminal(text, keepingLines: true))\n"
    _ = line.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
  }
}
