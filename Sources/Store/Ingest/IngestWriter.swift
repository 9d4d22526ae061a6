import GRDB
import Model
import Policy

/// Writes what was read, batch by batch: the evidence and everything that follows from it in one
/// transaction, so that a process that is killed leaves whole batches and nothing else.
///
/// Used by one thread at a time.
public final class IngestWriter {
  private let store: Store
  private let policy: Policy
  private let startedAt: Int64
  /// The number of the run in `run_log`.
  public let run: Int64
  public private(set) var counts = RunCounts()
  private let tables: Tables
  private var firstEvents: FirstEvents
  private var dataVersion: Int64 = -1

  /// What the writer works with, all on the store's connection.
  private struct Tables {
    let recipients: RecipientTable
    let events: EventTable
    let histories: HistoryReader
    let verdicts: VerdictTable
    let domains: DomainEvidenceTable
    let decisions: DecisionLog
    let recounter: DomainRecounter
    let forgotten: ForgottenAddresses
    let insertUnreadable: RawStatement
    let markSource: RawStatement
    let updateRun: RawStatement
    let dataVersion: RawStatement
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - sources: What is read, as it was named by the user.
  ///   - version: Of the program.
  ///   - isDurable: Whether what was committed outlives a power failure, too.
  /// - Throws: `StoreError`.
  init(store: Store, sources: String, version: String, now: Int64, isDurable: Bool) throws {
    self.store = store
    self.policy = try store.policy()
    self.firstEvents = FirstEvents(policy: policy)
    self.startedAt = now
    (run, tables) = try store.access { database in
      // Every number that is written comes from a row that is known to be there; to check each again
      // would cost a fifth of the time. `Store.integrityProblems` checks them all.
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: "PRAGMA cache_size = -24576")
      if isDurable { try database.execute(sql: "PRAGMA synchronous = FULL") }
      // A page that many batches touch is copied back into the file once for all of them.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
      try database.execute(
        sql: "INSERT INTO ingest_run (started_at, version, sources) VALUES (?, ?, ?)",
        arguments: [now, version, sources])
      return (database.lastInsertedRowID, try IngestWriter.prepare(database))
    }
  }

  private static func prepare(_ database: Database) throws -> Tables {
    let vocabulary = try Vocabulary(database)
    let codes = try CodeTable(database)
    let histories = try HistoryReader(database, vocabulary: vocabulary, codes: codes)
    return Tables(
      recipients: try RecipientTable(database),
      events: try EventTable(database, vocabulary: vocabulary, codes: codes),
      histories: histories,
      verdicts: try VerdictTable(database, vocabulary: vocabulary),
      domains: try DomainEvidenceTable(database, vocabulary: vocabulary),
      decisions: try DecisionLog(database),
      recounter: try DomainRecounter(database, histories: histories),
      forgotten: try ForgottenAddresses(database),
      insertUnreadable: try RawStatement(
        database,
        """
        INSERT INTO unreadable (run_id, key, source, position, error, raw) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO NOTHING
        """),
      markSource: try RawStatement(
        database,
        """
        INSERT OR REPLACE INTO source (path, device, inode, size, modified_ns, position, head, run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """),
      updateRun: try RawStatement(
        database,
        """
        UPDATE ingest_run SET messages = ?, reports = ?, events_new = ?, events_known = ?, ordinary = ?,
          unreadable = ? WHERE id = ?
        """),
      dataVersion: try RawStatement(database, "PRAGMA data_version"))
  }

  /// Writes what messages came to and how far their sources were read.
  ///
  /// When it returns, all of it is in the file that the store was opened as.
  ///
  /// - Throws: `StoreError`. Nothing was then written, and can be tried again.
  public func write(_ batches: [IngestedBatch], sources: [SourceMark] = []) throws {
    guard batches.contains(where: { $0.count > 0 }) || !sources.isEmpty else { return }
    let before = counts
    do {
      try store.transaction { database in
        try noticeOthers()
        for batch in batches { try count(batch) }
        try tables.events.begin()
        let packs = batches.map(\.events)
        let order = try order(of: packs)
        var recipients = order.recipients()[...]
        while !recipients.isEmpty {
          try write(packs, order, recipients.prefix(RecipientTable.mostAtOnce))
          recipients = recipients.dropFirst(RecipientTable.mostAtOnce)
        }
        try tables.events.flush()
        try tables.verdicts.flush()
        try tables.domains.flush(
          policy: policy, recounter: tables.recounter, decisions: tables.decisions)
        for source in sources { try mark(source) }
        try updateRun()
      }
    } catch {
      counts = before
      forgetAll()
      throw error
    }
    try store.checkPlace()
  }

  /// Ends the run.
  ///
  /// - Parameter milliseconds: How long it took.
  /// - Throws: `StoreError`.
  public func finish(now: Int64, milliseconds: Int64) throws {
    try store.access { database in
      try database.execute(
        sql: "UPDATE ingest_run SET finished_at = ?, duration_ms = ? WHERE id = ?",
        arguments: [now, milliseconds, run])
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
  }

  // MARK: A transaction

  private func count(_ batch: IngestedBatch) throws {
    counts.messages += batch.count
    counts.reports += batch.reports
    counts.ordinary += batch.ordinary
    counts.unreadable += batch.unreadable.count
    for message in batch.unreadable { try write(message) }
  }

  private func order(of packs: [PackedEvents]) throws -> RecipientOrder {
    var order = RecipientOrder(packs)
    for (number, pack) in packs.enumerated() {
      try pack.withTexts { texts in
        for (row, event) in pack.rows.enumerated() {
          if try isForgotten(event, texts) {
            counts.eventsKnown += 1
            continue
          }
          order.append(
            pack: number, row: row, domain: try tables.recipients.domain(texts[event.domain]),
            local: comparedLocalPart(of: event, texts), texts)
        }
      }
    }
    order.sort()
    return order
  }

  private func isForgotten(_ event: PackedEvent, _ texts: PackedEvents.Texts) throws -> Bool {
    guard !tables.forgotten.isEmpty else { return false }
    return try tables.forgotten.contains(
      EmailAddress(local: texts.string(event.local), domain: texts.string(event.domain)))
  }

  private func comparedLocalPart(of event: PackedEvent, _ texts: PackedEvents.Texts)
    -> PackedEvents.Place
  {
    let domain = policy.exceptions.isEmpty ? "" : texts.string(event.domain)
    return switch policy.localPartCase(at: domain) {
    case .fold: event.foldedLocal
    case .keep: event.local
    }
  }

  /// Writes what is new about some recipients, and what follows from it.
  ///
  /// - Parameter recipients: The positions of their events in the order, at most `RecipientTable.mostAtOnce`.
  private func write(
    _ packs: [PackedEvents], _ order: RecipientOrder, _ recipients: ArraySlice<Range<Int>>
  ) throws {
    for positions in recipients {
      let place = order.places[positions.lowerBound]
      let pack = packs[Int(place.pack)]
      let written = pack.rows[Int(place.row)].local
      try pack.withTexts { texts in
        try tables.recipients.add(
          domain: place.domain, local: texts[place.local],
          spelling: written == place.local ? nil : texts[written])
      }
    }
    let new = try tables.recipients.finishAdding()
    let areAllNew = new.count == recipients.count
    for (offset, positions) in recipients.enumerated() {
      let first = order.places[positions.lowerBound]
      let pack = packs[Int(first.pack)]
      try pack.withTexts { texts in
        let recipient =
          areAllNew
          ? new.lowerBound + Int64(offset)
          : try tables.recipients.number(domain: first.domain, local: texts[first.local])
        let isNew = new.contains(recipient)
        let event = pack.rows[Int(first.row)]
        if isNew, positions.count == 1, policy.exceptions.isEmpty,
          try tables.decisions.decisions(domain: first.domain).isEmpty
        {
          try write(event, texts, asFirstOf: recipient, domain: first.domain)
        } else {
          try write(
            packs, order.places[positions], recipient: recipient, isNew: isNew,
            domain: first.domain, name: texts.string(event.domain))
        }
      }
    }
  }

  private func write(
    _ event: PackedEvent, _ texts: PackedEvents.Texts, asFirstOf recipient: Int64, domain: Int64
  ) throws {
    let written = try write(event, texts, recipient: recipient, domain: domain)
    let outcome = firstEvents.outcome(of: event.entry)
    try tables.verdicts.write(
      outcome.verdict, recipient: recipient,
      evidence: outcome.verdict.evidence == nil ? nil : written)
    if let evidence = outcome.evidence {
      tables.domains.add(evidence, domain: domain, host: written.remoteHost)
    }
  }

  private func write(
    _ packs: [PackedEvents], _ places: ArraySlice<RecipientOrder.Place>, recipient: Int64,
    isNew: Bool, domain: Int64, name: String
  ) throws {
    let stored = isNew ? [] : try tables.histories.history(of: recipient)
    var history = stored
    var known = KnownKeys(stored)
    for place in places {
      let pack = packs[Int(place.pack)]
      let event = pack.rows[Int(place.row)]
      guard known.insert(event.entry.key) else {
        counts.eventsKnown += 1
        continue
      }
      history.append(
        try pack.withTexts { try write(event, $0, recipient: recipient, domain: domain) })
    }
    guard history.count > stored.count else { return }
    let decisions = try tables.decisions.decisions(
      recipient: isNew ? nil : recipient, domain: domain)
    let after = RecipientHistory(
      domain: name, entries: history.map(\.entry), decisions: decisions)
    try tables.verdicts.write(
      policy.standing(of: after), recipient: recipient, isNew: isNew
    ) { key in
      history.first { $0.entry.key == key }
    }
    let evidence = policy.domainEvidence(of: after)
    let host = { (key: EventKey) in history.first { $0.entry.key == key }?.remoteHost }
    if stored.isEmpty {
      tables.domains.add(evidence, domain: domain, host: host)
    } else {
      let before = RecipientHistory(
        domain: name, entries: stored.map(\.entry), decisions: decisions)
      tables.domains.change(
        from: policy.domainEvidence(of: before), to: evidence, domain: domain, host: host)
    }
  }

  private func write(
    _ event: PackedEvent, _ texts: PackedEvents.Texts, recipient: Int64, domain: Int64
  ) throws -> StoredEntry {
    let written = try tables.events.write(event, texts, recipient: recipient, run: run)
    counts.eventsNew += 1
    if written.entry.kind == .delivered, written.entry.verification != .unverified {
      tables.domains.delivered(domain: domain, at: written.entry.at)
    }
    return written
  }

  private func write(_ message: UnreadableMessage) throws {
    let statement = tables.insertUnreadable
    statement.bind(1, run)
    statement.bind(2, message.key)
    statement.bind(3, message.source)
    statement.bind(4, message.position)
    statement.bind(5, message.error)
    if let raw = message.raw {
      raw.withUnsafeBytes { statement.bindBlob(6, UnsafeRawBufferPointer($0)) }
    } else {
      statement.bindNull(6)
    }
    try statement.run()
  }

  private func mark(_ source: SourceMark) throws {
    let statement = tables.markSource
    statement.bind(1, source.path)
    statement.bind(2, source.device)
    statement.bind(3, source.inode)
    statement.bind(4, source.size)
    statement.bind(5, source.modifiedNanoseconds)
    statement.bind(6, source.position)
    statement.bind(7, source.head)
    statement.bind(8, run)
    try statement.run()
  }

  private func updateRun() throws {
    let statement = tables.updateRun
    statement.bind(1, counts.messages)
    statement.bind(2, counts.reports)
    statement.bind(3, counts.eventsNew)
    statement.bind(4, counts.eventsKnown)
    statement.bind(5, counts.ordinary)
    statement.bind(6, counts.unreadable)
    statement.bind(7, run)
    try statement.run()
  }

  // MARK: What is remembered

  /// Forgets what is remembered of the tables where another process has written in the meantime.
  private func noticeOthers() throws {
    defer { tables.dataVersion.reset() }
    guard try tables.dataVersion.step() else { return }
    let version = tables.dataVersion.int64(0)
    if version != dataVersion { forgetAll() }
    dataVersion = version
    // These may also have been written by this process.
    tables.decisions.forget()
  }

  private func forgetAll() {
    tables.recipients.forget()
    tables.events.forget()
    tables.verdicts.forget()
    tables.domains.forget()
    tables.decisions.forget()
  }
}

extension Store {
  /// Begins an ingest run.
  ///
  /// - Parameters:
  ///   - sources: What is read, as it was named by the user.
  ///   - version: Of the program.
  ///   - isDurable: Whether what was committed must outlive a power failure, too: needed where the mail
  ///     is removed that would bring it again, and costs the writing of the log to the disk for each batch.
  /// - Throws: `StoreError`.
  public func beginRun(
    sources: String, version: String, now: Int64, isDurable: Bool = false
  ) throws -> IngestWriter {
    try IngestWriter(
      store: self, sources: sources, version: version, now: now, isDurable: isDurable)
  }
}
