import Foundation
import Testing

/// Files with what a command must print: `make golden` writes them anew, and the diff is reviewed.
enum Golden {
  private static let folder = Program.projectRoot.appendingPathComponent(
    "Tests/CommandTests/Golden")
  private static let isUpdate =
    ProcessInfo.processInfo.environment["REBOUND_UPDATE_GOLDEN"] != nil

  static func expect(
    _ output: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name)
    if isUpdate {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(output.utf8).write(to: file)
      return
    }
    let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(
      output == expected, "differs from Golden/\(name); `make golden` rewrites it",
      sourceLocation: sourceLocation)
  }
}
