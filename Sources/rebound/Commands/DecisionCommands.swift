import ArgumentParser
import Model
import Store

/// An address, or `@domain` for all addresses of a domain.
struct TargetArgument: ExpressibleByArgument {
  let target: Decision.Target

  init?(argument: String) {
    if argument.hasPrefix("@"), argument.utf8.count > 1 {
      target = .domain(String(argument.dropFirst()))
    } else if let address = AddressArgument(argument: argument) {
      target = .address(address.address)
    } else {
      return nil
    }
  }
}

struct SuppressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "Decide that an address or a domain must not be mailed, whatever the evidence.",
    discussion: """
      EXAMPLES
        rebound suppress ada@example.org --reason "asked by telephone"
        rebound suppress @example.net --until 2027-01-31 --reason "office closed"
      """)

  @Argument(help: "An address, or @domain.")
  var target: TargetArgument

  @Option(help: "Until then; for ever without it.", transform: Moment.parse)
  var until: Int64?

  @OptionGroup var person: PersonOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    try DecisionWriter(store: store, person: person, now: clock.now)
      .write(.suppress, target.target, until: until)
  }
}

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Let an address be mailed again: what happened so far no longer counts.",
    discussion: """
      Later evidence counts as ever. The only way out for an address that complained.

      EXAMPLES
        rebound release ada@example.org --reason "mailbox was mended"
      """)

  @Argument(help: "An address, or @domain.")
  var target: TargetArgument

  @OptionGroup var person: PersonOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    try DecisionWriter(store: store, person: person, now: clock.now)
      .write(.release, target.target, until: nil)
  }
}

struct AllowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow",
    abstract: "Decide that an address or a domain may be mailed, whatever the evidence.",
    discussion: """
      EXAMPLES
        rebound allow postmaster@example.org --reason "must always be reached"
        rebound allow @example.com --reason "our own"
      """)

  @Argument(help: "An address, or @domain.")
  var target: TargetArgument

  @Option(help: "Until then; for ever without it.", transform: Moment.parse)
  var until: Int64?

  @OptionGroup var person: PersonOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    try DecisionWriter(store: store, person: person, now: clock.now)
      .write(.allow, target.target, until: until)
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a decision back: what held before it holds again.",
    discussion: "`rebound decisions` lists the decisions with their numbers.")

  @Argument(help: "The decision's number.")
  var decision: Int64

  @OptionGroup var person: PersonOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    try store.openForWriting().undo(
      decision, who: person.name, why: person.reason, now: clock.now)
  }
}

struct DecisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions", abstract: "List what people decided, the latest first.")

  @OptionGroup var format: FormatOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let rows = format.writer(columns: [
      .fixed("decision"), .fixed("at"), .fixed("action"), .fixed("target"), .fixed("until"),
      .fixed("undoes"), .fixed("who"), .text("reason"),
    ])
    for decision in try store.openForReading().decisions() {
      let target =
        switch decision.target {
        case .address(let address): address.description
        case .domain(let domain): "@" + domain
        }
      rows.write([
        .integer(decision.id), .moment(decision.at), .text(decision.action.rawValue),
        .text(target), .optional(decision.until), decision.undoes.map(Cell.integer) ?? .none,
        .text(decision.who), .text(decision.why),
      ])
    }
    rows.finish()
  }
}

private struct DecisionWriter {
  let store: StoreOptions
  let person: PersonOptions
  let now: Int64

  func write(_ action: Decision.Action, _ target: Decision.Target, until: Int64?) throws {
    if let until, until <= now {
      throw SuppliedTextError(
        description: "--until \(UTCTime.dateString(until)) is over already: nothing was decided")
    }
    try store.openForWriting().decide(
      action, target, until: until, who: person.name, why: person.reason, now: now)
  }
}
