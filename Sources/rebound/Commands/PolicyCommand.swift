import ArgumentParser
import Foundation
import Glibc
import Model
import Octets
import Policy
import Store

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Show, try and change when addresses are suppressed or held.",
    discussion: """
      The policy is data, and verdicts follow from it and from what happened: a change applies to the
      whole history, and can be tried first.

      EXAMPLES
        rebound policy show > policy.toml
        rebound policy try policy.toml
        rebound policy apply policy.toml --reason "full mailboxes get more time"
        rebound policy set cause.mailbox-full.hold-days 60 --reason "holidays"
      """,
    subcommands: [
      Show.self, Try.self, Apply.self, Set.self, Edit.self, Reset.self, Log.self,
    ])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Print the policy in force as TOML.")

    @Flag(help: "The policy Rebound comes with instead.")
    var standard = false

    @OptionGroup var store: StoreOptions

    func run() throws {
      let policy = standard ? Policy.standard : try store.openForReading().policy()
      let sink = ByteSink.standardOutput()
      sink.write(policy.toml)
      sink.flush()
    }
  }

  struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "try",
      abstract: "Print whom a changed policy would suppress, hold and release; change nothing.")

    @Argument(help: "The policy, or - for standard input. What it does not name stays standard.")
    var file: String

    @OptionGroup var format: FormatOption
    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let policy = try PolicyFile.read(file)
      let rows = format.writer(columns: [
        .fixed("address"), .fixed("change"), .fixed("before"), .fixed("after"), .fixed("cause"),
        .fixed("until"), .text("why"),
      ])
      try store.openForReading().tryPolicy(policy, now: clock.now) { change in
        rows.write([
          .text(change.address), .text(Self.name(of: change)), .text(change.before.state.rawValue),
          .text(change.after.state.rawValue), .text(change.after.causeName),
          .optional(change.after.until), .text(change.after.why),
        ])
      }
      rows.finish()
    }

    private static func name(of change: PolicyChange) -> String {
      switch (change.before.state, change.after.state) {
      case (_, .ok): "release"
      case (.hold, .hold): "hold otherwise"
      case (_, .hold): "hold"
      case (.suppress, .suppress): "suppress otherwise"
      case (_, .suppress): "suppress"
      }
    }
  }

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply",
      abstract: "Put a policy in force and judge the whole history by it.")

    @Argument(help: "The policy, or - for standard input; without it the one in force again.")
    var file: String?

    @OptionGroup var person: PersonOptions
    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let policy = try file.map(PolicyFile.read)
      let store = try store.openForWriting()
      if let policy {
        try store.adopt(policy, who: person.name, why: person.reason, now: clock.now)
      } else {
        try store.reevaluate()
      }
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Change one value of the policy.",
      discussion: """
        EXAMPLES
          rebound policy set cause.mailbox-full.hold-days 60 --reason "holidays"
          rebound policy set domain."example.org".exempt true --reason "our own"
        """)

    @Argument(help: "The key, as `rebound policy show` writes it: cause.mailbox-full.hold-days.")
    var key: String

    @Argument(help: "The value, as TOML writes it.")
    var value: String

    @OptionGroup var person: PersonOptions
    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let store = try store.openForWriting()
      let policy = try store.policy().setting(key, to: value)
      try store.adopt(policy, who: person.name, why: person.reason, now: clock.now)
    }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Open the policy in $VISUAL or $EDITOR, and put it in force when it was changed.")

    @OptionGroup var person: PersonOptions
    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let store = try store.openForWriting()
      let before = try store.policy()
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("rebound-policy-\(UUID().uuidString).toml")
      try Data(before.toml.utf8).write(to: file)
      let environment = ProcessInfo.processInfo.environment
      let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      // The editor may come with arguments, so a shell splits it; the file's name is passed, not spliced.
      process.arguments = ["-c", "exec \(editor) \"$1\"", "sh", file.path]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        try? FileManager.default.removeItem(at: file)
        throw SuppliedTextError(description: "the editor failed: the policy is as it was")
      }
      // A mistake leaves the file, which the error names, so that nothing needs to be typed again.
      let after: Policy
      do {
        after = try PolicyFile.read(file.path)
      } catch let error as SuppliedTextError {
        throw SuppliedTextError(
          description: "\(error.description)\nThe policy is as it was. Mend the file, then: "
            + "rebound policy apply \(file.path)")
      }
      try? FileManager.default.removeItem(at: file)
      guard after != before else { return }
      try store.adopt(after, who: person.name, why: person.reason, now: clock.now)
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset",
      abstract: "Put the policy Rebound comes with in force again.")

    @OptionGroup var person: PersonOptions
    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      try store.openForWriting().adopt(
        .standard, who: person.name, why: person.reason, now: clock.now)
    }
  }

  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "log",
      abstract: "List the policies that were in force: who changed them, when and why.")

    @OptionGroup var format: FormatOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let rows = format.writer(columns: [
        .fixed("version"), .fixed("at"), .fixed("who"), .text("reason"),
      ])
      for policy in try store.openForReading().policies() {
        rows.write([
          .integer(policy.version), .moment(policy.at), .text(policy.who), .text(policy.why),
        ])
      }
      rows.finish()
    }
  }
}

/// A policy in a file, with errors that name it.
enum PolicyFile {
  static func read(_ path: String) throws -> Policy {
    let input = try FileInput(path: path)
    let text = try Bytes(descriptor: input.descriptor, path: input.name)
    do {
      return try Policy(toml: text.string)
    } catch let error as PolicyError {
      throw SuppliedTextError(description: "\(input.name): \(error)")
    }
  }
}
