import GRDB
import Model
import Policy

/// Writes events, each fact once: what events have in common goes into tables of its own.
final class EventTable {
  private let insert: RawStatement
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
    insert = try RawStatement(
      database,
      """
      INSERT INTO event (recipient_id, key, kind, at, permanent, verification, diagnostic, via,
        remote_host_id, reporting_host_id, message_id, report_id, run_id, cause_id, code_id, template_id,
        words, rule_id, basis, confidence, sisimai, blocklist)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    addDay = try RawStatement(
      database,
      """
      INSERT INTO cause_day (day, cause_id, failed, delayed) VALUES (?, ?, ?, ?)
      ON CONFLICT (day, cause_id) DO UPDATE
        SET failed = failed + excluded.failed, delayed = delayed + excluded.delayed
      """)
  }

  /// Writes an event that is known to be new.
  func write(_ event: PackedEvent, _ texts: PackedEvents.Texts, recipient: Int64, run: Int64) throws
    -> StoredEntry
  {
    let entry = event.entry
    let remote = try id(event.remoteHost, texts, in: hosts)
    insert.bind(1, recipient)
    insert.bind(2, entry.key)
    insert.bind(3, Vocabulary.id(of: entry.kind))
    insert.bind(4, entry.at)
    insert.bind(5, entry.permanent ? 1 : 0)
    insert.bind(6, Vocabulary.id(of: entry.verification))
    insert.bindText(7, texts[event.diagnostic])
    bind(8, event.via, texts)
    insert.bind(9, remote)
    insert.bind(10, try id(event.reportingHost, texts, in: hosts))
    bind(11, event.originalMessageID, texts)
    bind(12, event.reportMessageID, texts)
    insert.bind(13, run)
    var code: Int64?
    if let finding = event.finding {
      code = try codes.id(reply: finding.reply, status: finding.status)
      insert.bind(15, code)
      try bind(finding, of: entry, texts)
    } else {
      for index in 14...22 as ClosedRange<Int32> { insert.bindNull(index) }
    }
    try insert.run()
    return StoredEntry(entry: entry, id: insert.lastInsertedRowID, code: code, remoteHost: remote)
  }

  private func bind(_ finding: PackedFinding, of entry: HistoryEntry, _ texts: PackedEvents.Texts)
    throws
  {
    if let cause = entry.cause.flatMap({ vocabulary.causes.number(of: $0) }) {
      insert.bind(14, cause)
      insert.bind(16, try templates.id(texts[finding.template], cause: cause, at: entry.at))
      let day = Day(day: UTCTime.day(of: entry.at), cause: cause)
      if entry.kind == .failed { days[day, default: Tally()].failed += 1 }
      if entry.kind == .delayed { days[day, default: Tally()].delayed += 1 }
    } else {
      insert.bindNull(14)
      insert.bindNull(16)
    }
    bind(17, finding.words, texts)
    insert.bind(18, try rules.id(texts[finding.rule]))
    insert.bind(19, finding.basis.rawValue)
    insert.bind(20, finding.confidence)
    bind(21, finding.sisimai, texts)
    bind(22, finding.blocklist, texts)
  }

  private func bind(_ index: Int32, _ place: PackedEvents.Place?, _ texts: PackedEvents.Texts) {
    if let place { insert.bindText(index, texts[place]) } else { insert.bindNull(index) }
  }

  private func id(_ place: PackedEvents.Place?, _ texts: PackedEvents.Texts, in table: Interner)
    throws -> Int64?
  {
    if let place { try table.id(texts[place]) } else { nil }
  }

  /// Writes what was gathered for the whole batch.
  func flush() throws {
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
    hosts.forget()
    rules.forget()
    codes.forget()
    templates.forget()
    days.removeAll(keepingCapacity: true)
  }
}
