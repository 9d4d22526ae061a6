import ArgumentParser
import Store

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the ingest runs: when, what, how many.")

  @Option(help: "At most so many, the latest first.")
  var limit: Int = 30

  @OptionGroup var format: FormatOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let rows = format.writer(columns: [
      .fixed("run"), .fixed("started"), .fixed("finished"), .fixed("milliseconds"),
      .fixed("messages"), .fixed("reports"), .fixed("events_new"), .fixed("events_known"),
      .fixed("ordinary"), .fixed("unreadable"), .text("sources"),
    ])
    for run in try store.openForReading().runs(limit: limit) {
      rows.write([
        .integer(run.id), .moment(run.startedAt), .optional(run.finishedAt),
        run.milliseconds.map(Cell.integer) ?? .none, .integer(run.counts.messages),
        .integer(run.counts.reports), .integer(run.counts.eventsNew),
        .integer(run.counts.eventsKnown), .integer(run.counts.ordinary),
        .integer(run.counts.unreadable), .text(run.sources),
      ])
    }
    rows.finish()
  }
}
