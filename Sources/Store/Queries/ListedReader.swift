import GRDB
import Model

/// Gives the rows of a list out in their order, with what their numbers stand for.
final class ListedReader {
  private let rows: ListedRows
  private let vocabulary: Vocabulary
  private let withEvidence: Bool
  private let codes: CodeTable
  private let selectDomain: RawStatement
  private let selectHost: RawStatement
  private let selectWords: RawStatement
  private var hosts: [Int32: String] = [:]

  init(
    _ database: Database, _ rows: ListedRows, _ vocabulary: Vocabulary, _ filter: RecipientFilter
  ) throws {
    self.rows = rows
    self.vocabulary = vocabulary
    withEvidence = filter.withEvidence
    codes = try CodeTable(database)
    selectDomain = try RawStatement(database, "SELECT name FROM domain WHERE id = ?")
    selectHost = try RawStatement(database, "SELECT name FROM host WHERE id = ?")
    selectWords = try RawStatement(
      database,
      "SELECT t.text, e.words FROM event e JOIN template t ON t.id = e.template_id WHERE e.id = ?")
  }

  func forEach(_ body: (ListedRecipient) throws -> Void) throws {
    let domains = try rows.domains.map { try name(Int64($0), selectDomain) ?? "" }
    let all = rows.rows
    for position in rows.ordered(by: domains) {
      let row = all[position]
      try body(try recipient(row, domain: domains[Int(row.domain)]))
    }
  }

  private func recipient(_ row: ListedRows.Row, domain: String) throws -> ListedRecipient {
    let verdict = verdict(row)
    var listed = ListedRecipient(
      address: address(row, domain: domain), domain: domain, verdict: verdict)
    if row.code != ListedRows.noNumber {
      (listed.reply, listed.status) = try codes.code(Int64(row.code))
    }
    if row.hasDiagnostic {
      let start = row.localCount + row.spellingCount
      listed.diagnostic = rows.texts.withOctets(row.texts, start...) {
        String(decoding: $0, as: UTF8.self)
      }
    }
    if row.host != ListedRows.noNumber { listed.remoteHost = try host(row.host) }
    if withEvidence, verdict.cause == .moved, row.event != ListedRows.null {
      listed.newAddress = try newAddress(row.event)
    }
    if row.reason != ListedRows.noNumber {
      let reason = rows.reasons.all[Int(row.reason)]
      listed.decidedBy = reason.who
      listed.decidedBecause = reason.why
    }
    return listed
  }

  /// With the local part as it was first seen.
  private func address(_ row: ListedRows.Row, domain: String) -> String {
    let range =
      row.spellingCount > 0
      ? row.localCount..<row.localCount + row.spellingCount : 0..<row.localCount
    return rows.texts.withOctets(row.texts, range) { local in
      guard !domain.isEmpty else { return String(decoding: local, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: local.count + 1 + domain.utf8.count) { octets in
        var (_, end) = octets.initialize(from: local)
        octets[end] = UInt8(ascii: "@")
        end += 1
        for octet in domain.utf8 {
          octets[end] = octet
          end += 1
        }
        return end
      }
    }
  }

  private func verdict(_ row: ListedRows.Row) -> Verdict {
    func moment(_ value: Int64) -> Int64? { value == ListedRows.null ? nil : value }
    return Verdict(
      Vocabulary.state(Int64(row.state)), vocabulary.rules.name(Int64(row.rule)) ?? .nothingKnown,
      cause: row.cause == ListedRows.noNumber ? nil : vocabulary.causes.name(Int64(row.cause)),
      incidents: Int(row.incidents), threshold: Int(row.threshold), first: moment(row.first),
      last: moment(row.last), until: moment(row.until), step: Int(row.step),
      decision: moment(row.decision))
  }

  private func host(_ number: Int32) throws -> String? {
    if let known = hosts[number] { return known }
    let name = try name(Int64(number), selectHost)
    hosts[number] = name
    return name
  }

  private func name(_ id: Int64, _ select: RawStatement) throws -> String? {
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? select.string(0) : nil
  }

  /// The new address that a report gave.
  private func newAddress(_ event: Int64) throws -> String? {
    selectWords.bind(1, event)
    defer { selectWords.reset() }
    guard try selectWords.step() else { return nil }
    return Substitution.newAddress(template: selectWords.string(0), words: selectWords.string(1))
  }
}
