import GRDB
import Model
import Policy

/// Writes events, each fact once: what events have in common goes into tables of its own.
final class EventTable {
  private let insert: RowInserter
  private let selectLast: RawStatement
  /// The number that SQLite will give to the next event: one more than the largest. It is not told, so that it need
  /// not look whether there is such an event.
  private var next: Int64 = 1
  private let hosts: Interner
  private let rules: Interner
  private let codes: CodeTable
  private let templates: TemplateTable
  private let vocabulary: Vocabulary
  private let addDay: RawStatement
  private var days: [Day: Tally] = [:]

  private struct Day: Hashable {
    var day: Int64
    var cause: Int64
  }

  private struct Tally {
    var failed = 0
    var delayed = 0
  }

  init(_ database: Database, vocabulary: Vocabulary, codes: CodeTable) throws {
    self.vocabulary = vocabulary
    self.codes = codes
    hosts = try Interner(database, table: "host", column: "name")
    rules = try Interner(database, table: "diagnosis_rule", column: "name")
    templates = try TemplateTable(database)
    insert = try RowInserter(
      database, into: "event",
      [
        "recipient_id", "key", "kind", "at", "permanent", "verification", "diagnostic", "via",
        "remote_host_id", "reporting_host_id", "message_id", "report_id", "run_id", "cause_id",
        "code_id", "template_id", "words", "rule_id", "basis", "confidence", "sisimai", "blocklist",
      ])
    selectLast = try RawStatement(database, "SELECT ifnull(max(id), 0) FROM event")
    addDay = try RawStatement(
      database,
      """
      INSERT INTO cause_day (day, cause_id, failed, delayed) VALUES (?, ?, ?, ?)
      ON CONFLICT (day, cause_id) DO UPDATE
        SET failed = failed + excluded.failed, delayed = delayed + excluded.delayed
      """)
  }

  /// To be called when a transaction begins.
  func begin() throws {
    defer { selectLast.reset() }
    next = try selectLast.step() ? selectLast.int64(0) + 1 : 1
  }

  /// Writes an event that is known to be new. It is in the table after `flush`.
  func write(_ event: PackedEvent, _ texts: PackedEvents.Texts, recipient: Int64, run: Int64) throws
    -> StoredEntry
  {
    let entry = event.entry
    let row = try insert.newRow()
    let remote = try id(event.remoteHost, texts, in: hosts)
    row.bind(1, recipient)
    row.bind(2, entry.key)
    row.bind(3, Vocabulary.id(of: entry.kind))
    row.bind(4, entry.at)
    row.bind(5, entry.permanent ? 1 : 0)
    row.bind(6, Vocabulary.id(of: entry.verification))
    row.bindText(7, texts[event.diagnostic])
    row.bind(8, event.via, texts)
    row.bind(9, remote)
    row.bind(10, try id(event.reportingHost, texts, in: hosts))
    row.bind(11, event.originalMessageID, texts)
    row.bind(12, event.reportMessageID, texts)
    row.bind(13, run)
    var code: Int64?
    if let finding = event.finding {
      code = try codes.id(reply: finding.reply, status: finding.status)
      row.bind(15, code)
      try bind(finding, of: entry, texts, to: row)
    } else {
      for index in 14...22 as ClosedRange<Int32> { row.bindNull(index) }
    }
    defer { next += 1 }
    return StoredEntry(entry: entry, id: next, code: code, remoteHost: remote)
  }

  private func bind(
    _ finding: PackedFinding, of entry: HistoryEntry, _ texts: PackedEvents.Texts,
    to row: RawStatement
  ) throws {
    if let cause = entry.cause.flatMap({ vocabulary.causes.number(of: $0) }) {
      row.bind(14, cause)
      row.bind(16, try templates.id(texts[finding.template], cause: cause, at: entry.at))
      let day = Day(day: UTCTime.day(of: entry.at), cause: cause)
      if entry.kind == .failed { days[day, default: Tally()].failed += 1 }
      if entry.kind == .delayed { days[day, default: Tally()].delayed += 1 }
    } else {
      row.bindNull(14)
      row.bindNull(16)
    }
    row.bind(17, finding.words, texts)
    row.bind(18, try rules.id(texts[finding.rule]))
    row.bind(19, finding.basis.rawValue)
    row.bind(20, finding.confidence)
    row.bind(21, finding.sisimai, texts)
    row.bind(22, finding.blocklist, texts)
  }

  private func id(_ place: PackedEvents.Place?, _ texts: PackedEvents.Texts, in table: Interner)
    throws -> Int64?
  {
    if let place { try table.id(texts[place]) } else { nil }
  }

  /// Writes what was gathered for the whole batch.
  func flush() throws {
    try insert.flush()
    try templates.flush()
    for (day, tally) in days {
      addDay.bind(1, day.day)
      addDay.bind(2, day.cause)
      addDay.bind(3, tally.failed)
      addDay.bind(4, tally.delayed)
      try addDay.run()
    }
    days.removeAll(keepingCapacity: true)
  }

  func forget() {
    insert.forget()
    hosts.forget()
    rules.forget()
    codes.forget()
    templates.forget()
    days.removeAll(keepingCapacity: true)
  }
}

extension RawStatement {
  fileprivate func bind(
    _ index: Int32, _ place: PackedEvents.Place?, _ texts: PackedEvents.Texts
  ) {
    if let place { bindText(index, texts[place]) } else { bindNull(index) }
  }
}
