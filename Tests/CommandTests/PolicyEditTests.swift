import Foundation
import Testing

/// `rebound policy edit` and `reset`, with a script for an editor.
@Suite struct PolicyEditTests {
  private let scratch: ScratchFolder
  private let store: String

  init() throws {
    scratch = try ScratchFolder()
    store = scratch.file("rebound.db")
    let made = try Program.run(["ingest", "--db", store, "Fixtures/mail/mission"])
    try #require(made.status == 0)
  }

  /// - Parameter script: What the editor does with the file `$1`.
  private func edit(_ script: String) throws -> Program.Result {
    let editor = scratch.file("editor")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: editor))
    return try Program.run(
      ["policy", "edit", "--reason", "a test", "--db", store],
      environment: ["EDITOR": "/bin/sh \(editor)", "TMPDIR": scratch.path])
  }

  private func run(_ arguments: String...) throws -> String {
    let result = try Program.run(["policy"] + arguments + ["--db", store])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func leftFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path)
      .filter { $0.hasPrefix("rebound-policy-") }
  }

  @Test func whatWasEditedIsInForceUntilItIsReset() throws {
    let standard = try run("show")
    #expect(try edit("sed -i 's/hold-days = 90/hold-days = 11/' \"$1\"").status == 0)
    #expect(try run("show") == standard.replacing("hold-days = 90", with: "hold-days = 11"))
    #expect(try run("log", "--format", "csv").contains("a test"))
    _ = try run("reset", "--reason", "back again")
    #expect(try run("show") == standard)
    #expect(try run("log", "--format", "csv").contains("back again"))
    #expect(try leftFiles().isEmpty)
  }

  @Test func nothingChangedIsNoNewPolicy() throws {
    #expect(try edit("true").status == 0)
    #expect(try run("log", "--format", "csv").split(separator: "\n").count == 1)
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let result = try edit("echo 'hold-widening = [9]' > \"$1\"; exit 1")
    #expect(result.status == 65)
    #expect(!(try run("show").contains("9 ]")))
    #expect(try leftFiles().isEmpty)
  }

  /// A slip of the pen costs nobody the rest of what was typed.
  @Test func aMistakeLeavesTheFileAndNamesIt() throws {
    let result = try edit("echo 'hold-widening = \"nine\"' > \"$1\"")
    #expect(result.status == 65)
    let file = try #require(try leftFiles().first)
    #expect(result.errors.contains("hold-widening"))
    #expect(result.errors.contains("rebound policy apply \(scratch.file(file))"))
  }
}
