import ArgumentParser
import Foundation
import Lists
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
        rebound export suppressions --for ses > import.csv
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case suppressions, domains, events
  }

  @Argument(help: "suppressions, domains or events.")
  var subject: Subject

  @Option(name: .shortAndLong, help: "csv, tsv, json or jsonl.")
  var format: OutputFormat = .csv

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      """
      Write suppressions as this program reads them: \
      \(ExchangeFormat.allCases.map(\.rawValue).joined(separator: ", ")); or postfix-sqlite, the \
      configuration of a map that asks the store itself.
      """, valueName: "program"))
  var reader: Reader?

  enum Reader: ExpressibleByArgument {
    case exchange(ExchangeFormat)
    case postfixSQLite

    init?(argument: String) {
      if argument == "postfix-sqlite" {
        self = .postfixSQLite
      } else if let format = ExchangeFormat(rawValue: argument) {
        self = .exchange(format)
      } else {
        return nil
      }
    }
  }

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

  func validate() throws {
    if reader != nil, subject != .suppressions {
      throw ValidationError("--for goes with suppressions only.")
    }
  }

  func run() throws {
    let store = try store.openForReading()
    if case .postfixSQLite? = reader {
      PostfixMap(storePath: store.path).print()
      return
    }
    let since = try since.map { try Moment.parse($0, before: clock.now) }
    switch subject {
    case .suppressions:
      var filter = RecipientFilter(
        states: verdict.filter.states, reviewOnly: verdict.filter.reviewOnly, domain: domain,
        since: since)
      if case .exchange(let format)? = reader {
        filter.withEvidence = false
        try write(format, filter, of: store)
        return
      }
      let rows = writer(SuppressionRows.columns)
      try SuppressionRows.printer(store.listing(filter, now: clock.now)).print(to: rows)
    case .domains:
      let rows = writer(ProblemRows.columns)
      let filter = ProblemFilter(domain: domain, since: since)
      try ProblemRows.printer(store.domainProblems(filter, now: clock.now), withAdvice: true)
        .print(to: rows)
    case .events:
      let rows = writer(EventRows.columns)
      try store.events(EventFilter(since: since, domain: domain)) {
        rows.write(EventRows.cells($0))
      }
      rows.finish()
    }
  }

  private func write(_ format: ExchangeFormat, _ filter: RecipientFilter, of store: Store) throws {
    let sink = ByteSink.standardOutput()
    var leftOut = 0
    sink.write(format.header)
    try store.recipients(filter, now: clock.now) { recipient in
      let verdict = recipient.verdict
      let entry = SuppressedAddress(
        address: recipient.address, cause: verdict.causeName, since: verdict.first,
        why: verdict.why)
      if let line = format.line(entry) {
        sink.write(line)
      } else {
        leftOut += 1
      }
    }
    sink.flush()
    if leftOut > 0 {
      Complaint.write("\(leftOut) addresses were left out: \(format.rawValue) cannot carry them")
    }
  }

  private func writer(_ columns: [Column]) -> any RowWriter {
    format.writer(columns: columns, to: ByteSink.standardOutput(), isDefused: !raw)
  }
}

/// The configuration of a Postfix sqlite_table(5) map that asks the store itself, so that a suppression
/// counts from the moment it is made.
struct PostfixMap {
  let storePath: String

  func print() {
    let path = URL(fileURLWithPath: storePath).path
    let sink = ByteSink.standardOutput()
    sink.write(
      """
      # Postfix sqlite_table(5) by rebound. In main.cf:
      #   smtpd_recipient_restrictions = check_recipient_access sqlite:/etc/postfix/rebound.cf, …
      # Postfix must be able to read the store and to write in its directory.
      dbpath = \(path)
      query = SELECT 'REJECT 5.7.1 suppressed: ' || name FROM (
        WITH own AS (
          SELECT v.* FROM domain d
            JOIN recipient r ON r.domain_id = d.id AND r.local = lower('%u')
            JOIN (SELECT recipient_id, state, rule_id, cause_id, starts_at, until FROM verdict
              UNION ALL SELECT recipient_id, state, rule_id, cause_id, starts_at, until FROM verdict_later
            ) v ON v.recipient_id = r.id
          WHERE d.name = lower('%d') AND ifnull(v.starts_at, 0) <= unixepoch()
            AND (v.until IS NULL OR v.until > unixepoch()))
        SELECT ifnull(c.name, verdict_rule.name) AS name FROM own
          JOIN verdict_rule ON verdict_rule.id = own.rule_id LEFT JOIN cause c ON c.id = own.cause_id
          WHERE own.state = 2
        UNION ALL
        SELECT ifnull(c.name, verdict_rule.name) FROM domain d
          JOIN domain_verdict v ON v.domain_id = d.id
          JOIN verdict_rule ON verdict_rule.id = v.rule_id LEFT JOIN cause c ON c.id = v.cause_id
          WHERE d.name = lower('%d') AND v.state = 2 AND ifnull(v.starts_at, 0) <= unixepoch()
            AND (v.until IS NULL OR v.until > unixepoch())
            AND NOT EXISTS (SELECT 1 FROM own JOIN verdict_rule a ON a.id = own.rule_id
              WHERE a.name = 'person-allowed')) LIMIT 1

      """)
    sink.flush()
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
