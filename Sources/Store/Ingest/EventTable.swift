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
  /// Used again for each event.
  private var words: [UInt8] = []

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
  func write(_ event: Event, recipient: Int64, run: Int64) throws -> StoredEntry {
    let remote = try hosts.id(event.remoteHost)
    insert.bind(1, recipient)
    insert.bind(2, event.key)
    insert.bind(3, Vocabulary.id(of: event.kind))
    insert.bind(4, event.at)
    insert.bind(5, event.finding?.permanent == true ? 1 : 0)
    insert.bind(6, Vocabulary.id(of: event.verification))
    insert.bind(7, event.diagnostic)
    insert.bind(8, event.via)
    insert.bind(9, remote)
    insert.bind(10, try hosts.id(event.reportingHost))
    insert.bind(11, event.originalMessageID)
    insert.bind(12, event.reportMessageID)
    insert.bind(13, run)
    var code: Int64?
    if let finding = event.finding {
      code = try codes.id(reply: finding.reply, status: finding.status)
      insert.bind(15, code)
      try bind(finding, of: event)
    } else {
      for index in 14...22 as ClosedRange<Int32> { insert.bindNull(index) }
    }
    try insert.run()
    return StoredEntry(
      entry: HistoryEntry(event), id: insert.lastInsertedRowID, code: code, remoteHost: remote)
  }

  private func bind(_ finding: Finding, of event: Event) throws {
    let cause = vocabulary.causes.number(of: finding.cause)
    insert.bind(14, cause)
    if let cause {
      insert.bind(16, try templates.id(finding.template, cause: cause, at: event.at))
      let day = Day(day: UTCTime.day(of: event.at), cause: cause)
      if event.kind == .failed { days[day, default: Tally()].failed += 1 }
      if event.kind == .delayed { days[day, default: Tally()].delayed += 1 }
    } else {
      insert.bindNull(16)
    }
    if finding.substitutions.isEmpty {
      insert.bindNull(17)
    } else {
      words.removeAll(keepingCapacity: true)
      JSONText.append(finding.substitutions.lazy.map(\.word), to: &words)
      insert.bindText(17, words)
    }
    insert.bind(18, try rules.id(finding.rule))
    insert.bind(19, finding.basis.rawValue)
    insert.bind(20, finding.confidence)
    insert.bind(21, finding.sisimai == finding.cause.sisimaiReason ? nil : finding.sisimai)
    insert.bind(22, finding.blocklist)
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
