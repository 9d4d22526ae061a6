import ArgumentParser
import Model
import Store

struct CausesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "causes",
    abstract: "List all causes with their texts, and how often each was met.",
    discussion: """
      EXAMPLES
        rebound causes
        rebound causes --count --since 30d
      """)

  @Flag(help: "Count what the store holds of each.")
  var count = false

  @Option(help: ArgumentHelp("Count from then on: a date, or 30d.", valueName: "moment"))
  var since: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    guard count || since != nil else {
      let rows = format.writer(columns: [
        .fixed("cause"), .fixed("fault"), .fixed("sisimai"), .fixed("title"), .text("explanation"),
        .text("advice"),
      ])
      for cause in Cause.allCases {
        rows.write([
          .text(cause.rawValue), .text(cause.fault.rawValue), .text(cause.sisimaiReason),
          .text(cause.text.title), .text(cause.text.explanation), .text(cause.text.advice),
        ])
      }
      rows.finish()
      return
    }
    let moment = try since.map { try Moment.parse($0, before: clock.now) }
    let counts = try store.openForReading().causes(since: moment)
    let rows = format.writer(columns: [
      .fixed("cause"), .fixed("fault"), .fixed("failures"), .fixed("delays"),
      .fixed("first_seen"), .fixed("last_seen"), .text("title"),
    ])
    for entry in counts {
      rows.write([
        .text(entry.cause.rawValue), .text(entry.cause.fault.rawValue), .integer(entry.failures),
        .integer(entry.delays), .moment(entry.first), .moment(entry.last),
        .text(entry.cause.text.title),
      ])
    }
    rows.finish()
  }
}
