import Foundation
import Intake
import Mail

/// What a person at a terminal sees while an ingest runs; nothing anywhere else.
final class Progress {
  private static let interval: UInt64 = 200_000_000

  private let terminal = Terminal.standardError
  private let started = DispatchTime.now().uptimeNanoseconds
  private let expected: Expected
  private var shown: UInt64 = 0
  private var isVisible = false

  /// How much there is to read, as far as that can be told beforehand.
  private enum Expected {
    case octets(Int64)
    case files(Int)
    case unknown
  }

  init(_ paths: [String]) {
    expected = terminal.isInteractive ? Self.expected(paths) : .unknown
  }

  func update(_ summary: IngestSummary, position: MailSource.Position) {
    let now = DispatchTime.now().uptimeNanoseconds
    guard terminal.isInteractive, now - shown >= Self.interval else { return }
    shown = now
    let seconds = max(0.001, Double(now - started) / 1e9)
    let messages = summary.counts.messages
    var line =
      "\(messages) messages, \(Int(Double(messages) / seconds))/s, "
      + "\(summary.octets / 1_000_000) MB, \(Int(Double(summary.octets) / 1e6 / seconds)) MB/s"
    if let share = share(of: position) {
      let left = Int((seconds / share - seconds).rounded(.up))
      line += ", \(Int(share * 100)) %, \(Self.duration(left)) left"
    }
    show("\r\u{1B}[K" + Terminal.cut(line, to: (terminal.width ?? 80) - 1))
    isVisible = true
  }

  func finish() {
    if isVisible { show("\r\u{1B}[K") }
  }

  private func share(of position: MailSource.Position) -> Double? {
    let share: Double
    switch expected {
    case .octets(let all) where all > 0: share = Double(position.octets) / Double(all)
    case .files(let all) where all > 0: share = Double(position.files) / Double(all)
    case .octets, .files, .unknown: return nil
    }
    // A thousandth of the way says nothing about the rest.
    return share < 0.001 ? nil : min(1, share)
  }

  private static func duration(_ seconds: Int) -> String {
    if seconds < 100 { return "\(seconds) s" }
    return seconds < 6_000 ? "\(seconds / 60) min" : "\(seconds / 3_600) h"
  }

  private func show(_ text: String) {
    let octets = Array(text.utf8)
    _ = write(STDERR_FILENO, octets, octets.count)
  }

  /// Sizes where all are files; else how many files there are, since to ask each for its size would take
  /// as long as to read many.
  private static func expected(_ paths: [String]) -> Expected {
    var octets: Int64 = 0
    var files = 0
    var isFolder = false
    for path in paths {
      var status = stat()
      guard path != "-", stat(path, &status) == 0 else { return .unknown }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        octets += Int64(status.st_size)
        files += 1
      case S_IFDIR:
        isFolder = true
        files += count(path)
      default: return .unknown
      }
    }
    return isFolder ? .files(files) : .octets(octets)
  }

  /// The messages of a Maildir and of the folders in it, or the files of another folder.
  private static func count(_ folder: String) -> Int {
    let maildir = (names(folder + "/new") ?? []).count + (names(folder + "/cur") ?? []).count
    guard maildir > 0, let inside = names(folder) else { return names(folder)?.count ?? 0 }
    return inside.reduce(maildir) { sum, name in
      guard !["new", "cur", "tmp"].contains(name) else { return sum }
      return sum + (names("\(folder)/\(name)/new") ?? []).count
        + (names("\(folder)/\(name)/cur") ?? []).count
    }
  }

  private static func names(_ folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: folder)
  }
}
