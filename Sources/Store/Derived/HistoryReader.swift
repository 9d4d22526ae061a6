import GRDB
import Model
import Policy

/// One stored event, as far as verdicts depend on it.
struct StoredEntry {
  var entry: HistoryEntry
  var id: Int64
  var code: Int64?
  var remoteHost: Int64?
}

/// Reads histories out of the evidence.
final class HistoryReader {
  private let select: RawStatement
  private let codes: CodeTable
  private let vocabulary: Vocabulary

  static let columns = """
    id, key, kind, cause_id, permanent, code_id, at, message_id, verification, remote_host_id,
    basis, confidence
    """

  init(_ database: Database, vocabulary: Vocabulary, codes: CodeTable) throws {
    self.vocabulary = vocabulary
    self.codes = codes
    select = try RawStatement(
      database, "SELECT \(HistoryReader.columns) FROM event WHERE recipient_id = ?")
  }

  func history(of recipient: Int64) throws -> [StoredEntry] {
    select.bind(1, recipient)
    defer { select.reset() }
    var entries: [StoredEntry] = []
    while try select.step() { entries.append(try entry(select)) }
    return entries
  }

  /// - Parameter row: Of `columns`.
  func entry(_ row: RawStatement) throws -> StoredEntry {
    let code = row.optionalInt64(5)
    let cause = row.optionalInt64(3).flatMap { vocabulary.causes.name($0) }
    return StoredEntry(
      entry: HistoryEntry(
        key: row.key(1), kind: Vocabulary.kind(row.int64(2)),
        cause: cause, permanent: row.int(4) == 1, isUnsure: isUnsure(row, cause),
        statusClass: try code.map { try codes.statusClass($0) } ?? 0, at: row.int64(6),
        message: row.isNull(7) ? 0 : row.withOctets(7, Fingerprint.message),
        verification: Vocabulary.verification(row.int64(8))),
      id: row.int64(0), code: code, remoteHost: row.optionalInt64(9))
  }

  private func isUnsure(_ row: RawStatement, _ cause: Cause?) -> Bool {
    guard let cause, let basis = row.optionalString(10).flatMap(Finding.Basis.init(rawValue:))
    else { return false }
    return Finding.isUnsure(cause: cause, basis: basis, confidence: row.double(11))
  }
}
