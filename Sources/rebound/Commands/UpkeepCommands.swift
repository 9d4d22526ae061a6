import ArgumentParser
import Model
import Store

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Erase all that is known about an address, and keep it suppressed.",
    discussion: """
      A salted hash is left, by which the address is recognised when it is asked about or bounces again.
      `rebound release` takes that away too.

      EXAMPLES
        rebound forget ada@example.org --reason "erasure asked for on 2026-11-20"
      """)

  @Argument(help: "The address.")
  var address: AddressArgument

  @OptionGroup var person: PersonOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let erased = try store.openForWriting().forget(
      address.address, who: person.name, why: person.reason, now: clock.now)
    if Terminal.standardError.isInteractive { Complaint.write("\(erased) events erased") }
  }
}

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove old events on which no verdict rests.",
    discussion: """
      Counts by cause, day and sentence stay. What was removed comes back when the same mail is ingested
      again.

      EXAMPLES
        rebound prune --older-than 730d
      """)

  @Option(help: ArgumentHelp("A date, or 730d.", valueName: "moment"))
  var olderThan: String

  @Flag(
    help:
      "Give the freed room back to the file system; takes as much free room as the file is large.")
  var compact = false

  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForWriting()
    let counts = try store.prune(before: try Moment.parse(olderThan, before: clock.now))
    if compact { try store.compact() }
    if Terminal.standardError.isInteractive {
      Complaint.write(
        "\(counts.events) events, \(counts.recipients) recipients, \(counts.rawMessages) messages removed"
      )
    }
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Look through the whole store for damage.")

  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForReading()
    let problems = try store.integrityProblems()
    for problem in problems { Complaint.write(problem) }
    guard problems.isEmpty else {
      throw StoreError.damaged(
        path: store.path,
        detail: "\(problems.count) \(problems.count == 1 ? "problem" : "problems")")
    }
  }
}
