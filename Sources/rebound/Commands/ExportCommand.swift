import ArgumentParser
import Model
import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write suppressions, domains or events for other programs.",
    discussion: """
      CSV is RFC 4180 with a header; texts that a spreadsheet would run as a formula get an apostrophe
      in front, unless --raw is given.

      EXAMPLES
        rebound export suppressions > suppressions.csv
        rebound export events --since 2026-11-01 --format jsonl > events.jsonl
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case suppressions, domains, events
  }

  @Argument(help: "suppressions, domains or events.")
  var subject: Subject

  @Option(name: .shortAndLong, help: "csv, tsv, json or jsonl.")
  var format: OutputFormat = .csv

  @Flag(help: "Write CSV without the apostrophe before texts that look like formulas.")
  var raw = false

  @Option(help: "Only addresses of this domain.")
  var domain: String?

  @Option(help: ArgumentHelp("Only from then on: a date, or 7d.", valueName: "moment"))
  var since: String?

  @Option(help: "For suppressions: suppress, hold, review or all.")
  var verdict: SuppressionsCommand.Choice = .suppress

  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForReading()
    let since = try since.map { try Moment.parse($0, before: clock.now) }
    switch subject {
    case .suppressions:
      let rows = writer(SuppressionRows.columns)
      let filter = RecipientFilter(
        states: verdict.filter.states, reviewOnly: verdict.filter.reviewOnly, domain: domain,
        since: since)
      try store.recipients(filter, now: clock.now) { rows.write(SuppressionRows.cells($0)) }
      rows.finish()
    case .domains:
      let rows = writer(ProblemRows.columns)
      let problems = try store.domainProblems(ProblemFilter(domain: domain), now: clock.now)
      for problem in ProblemRows.ordered(problems) where since.map({ problem.last >= $0 }) ?? true {
        rows.write(ProblemRows.cells(problem))
      }
      rows.finish()
    case .events:
      let rows = writer(EventRows.columns)
      try store.events(EventFilter(since: since, domain: domain)) { rows.write(EventRows.cells($0)) }
      rows.finish()
    }
  }

  private func writer(_ columns: [Column]) -> any RowWriter {
    format.writer(columns: columns, to: ByteSink.standardOutput(), isDefused: !raw)
  }
}

/// The rows in which events are exported.
enum EventRows {
  static let columns: [Column] = [
    .fixed("at"), .fixed("address"), .fixed("kind"), .fixed("cause"), .fixed("fault"),
    .fixed("permanent"), .fixed("reply"), .fixed("status"), .fixed("rule"), .fixed("confidence"),
    .fixed("blocklist"), .fixed("via"), .fixed("remote_host"), .fixed("reporting_host"),
    .fixed("message_id"), .fixed("report_id"), .fixed("verification"), .fixed("run"),
    .text("template"), .text("diagnostic"),
  ]

  static func cells(_ event: LoggedEvent) -> [Cell] {
    [
      .moment(event.at), .text(event.address), .text(event.kind.rawValue),
      .text(event.cause?.rawValue ?? ""), .text(event.cause?.fault.rawValue ?? ""),
      .bool(event.permanent), .text(event.reply?.description ?? ""),
      .text(event.status?.description ?? ""), .text(event.rule ?? ""),
      event.confidence.map(Cell.number) ?? .none, .text(event.blocklist ?? ""),
      .text(event.via ?? ""), .text(event.remoteHost ?? ""), .text(event.reportingHost ?? ""),
      .text(event.messageID ?? ""), .text(event.reportID ?? ""),
      .text(event.verification.rawValue), .integer(event.run), .text(event.template ?? ""),
      .text(event.diagnostic),
    ]
  }
}
