import Foundation

/// Runs the built program as its user would.
struct Program {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The project's own folder.
  static let projectRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let fixtures = projectRoot.appendingPathComponent("Fixtures/mail")

  /// Real mail with labels, which lies beside some checkouts and is not part of the project.
  static var corpus: URL? {
    let shared =
      ProcessInfo.processInfo.environment["REBOUND_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? projectRoot.appendingPathComponent("../shared")
    let corpus = shared.appendingPathComponent("corpus")
    return FileManager.default.fileExists(atPath: corpus.path) ? corpus : nil
  }

  /// The program beside the test bundle: both are built into one folder.
  static let executable: URL = {
    let folder = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
      .deletingLastPathComponent()
    let candidates =
      [
        folder,
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        projectRoot.appendingPathComponent(".build/debug"),
      ].compactMap { $0?.appendingPathComponent("rebound") }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? candidates[candidates.count - 1]
  }()

  static func process(
    _ arguments: [String], environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = projectRoot
    var variables = [
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Asia/Tokyo", "HOME": "/nonexistent",
    ]
    variables.merge(environment) { _, new in new }
    process.environment = variables
    return process
  }

  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Result {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // Files and not pipes: a full pipe that nobody reads would hang the program.
    let files = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let process = process(arguments, environment: environment)
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}

/// A folder that is gone when the test is over.
final class ScratchFolder {
  let url: URL
  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rebound-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> String { url.appendingPathComponent(name).path }
}
