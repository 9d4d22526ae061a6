import Foundation
import Testing

/// A store with the mission's fixtures in it, made once for all tests that only read.
enum MissionStore {
  /// All fixtures are dated before it.
  static let now = "2026-11-24"

  static let path: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-mission-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("rebound.db").path
    try? FileManager.default.removeItem(atPath: path)
    _ = try? Program.run(
      ["ingest", "--db", path, "--now", now] + ["mission", "causes"].map { "Fixtures/mail/\($0)" })
    return path
  }()

  /// Asks the store as of `now`.
  static func ask(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments + ["--db", path, "--now", now])
  }
}
