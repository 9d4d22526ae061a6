import Foundation
import Intake

/// What a person at a terminal sees while an ingest runs; nothing anywhere else.
final class Progress {
  private static let interval: UInt64 = 200_000_000

  private let terminal = Terminal.standardError
  private let started = DispatchTime.now().uptimeNanoseconds
  private let expected: Int64?
  private var shown: UInt64 = 0
  private var isVisible = false

  /// - Parameter expected: How many octets there are to read, where that is known.
  init(expected: Int64?) {
    self.expected = expected
  }

  func update(_ summary: IngestSummary) {
    let now = DispatchTime.now().uptimeNanoseconds
    guard terminal.isInteractive, now - shown >= Self.interval else { return }
    shown = now
    let seconds = max(0.001, Double(now - started) / 1e9)
    var line =
      "\(summary.counts.messages) messages, \(Int(Double(summary.counts.messages) / seconds))/s, "
      + "\(summary.octets / 1_000_000) MB"
    if let expected, expected > 0, summary.octets > 0 {
      let share = min(1, Double(summary.octets) / Double(expected))
      let left = seconds / share - seconds
      line += ", \(Int(share * 100)) %, \(Int(left.rounded(.up))) s left"
    }
    show("\r\u{1B}[K" + line)
    isVisible = true
  }

  func finish() {
    if isVisible { show("\r\u{1B}[K") }
  }

  private func show(_ text: String) {
    let octets = Array(text.utf8)
    _ = write(STDERR_FILENO, octets, octets.count)
  }

  /// The sizes of the inputs added up; nil where one cannot be told beforehand.
  static func expectedOctets(_ paths: [String]) -> Int64? {
    var total: Int64 = 0
    for path in paths {
      var status = stat()
      guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      total += Int64(status.st_size)
    }
    return total
  }
}
