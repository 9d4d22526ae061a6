import Model

/// Recipients that something is held against, by domain and local part. All of it is in memory: any number of
/// threads may read parts of it at once.
public struct RecipientListing: Sendable {
  private let parts: [Part]
  private let order: [ListedOrder.Place]
  private let vocabulary: Vocabulary

  /// Rows with what their numbers stand for; an object, since it is gone through row by row by all threads.
  private final class Part: Sendable {
    let rows: ListedRows
    let domains: [String]
    let hosts: [String?]
    let codes: [(reply: ReplyCode?, status: EnhancedStatus?)]
    /// For the rows of those who moved and told where to.
    let newAddresses: [Int: String]

    init(_ rows: ListedRows, _ vocabulary: Vocabulary, _ names: ListedNames) throws {
      self.rows = rows
      domains = try rows.domains.ids.map(names.domain)
      hosts = try rows.hosts.ids.map(names.host)
      codes = try rows.codes.ids.map(names.code)
      var newAddresses: [Int: String] = [:]
      if let moved = vocabulary.causes.number(of: .moved) {
        for (position, row) in rows.rows.enumerated()
        where Int64(row.cause) == moved && row.event != ListedRows.null {
          newAddresses[position] = try names.newAddress(row.event)
        }
      }
      self.newAddresses = newAddresses
    }
  }

  init(_ parts: [ListedRows], _ vocabulary: Vocabulary, _ names: ListedNames) throws {
    self.vocabulary = vocabulary
    self.parts = try parts.map { try Part($0, vocabulary, names) }
    order = ListedOrder(parts, domains: self.parts.map(\.domains)).places()
  }

  public var count: Int { order.count }

  /// Calls `body` with those at some places of the order.
  public func forEach(
    in range: Range<Int>, _ body: (ListedRecipient) throws -> Void
  ) rethrows {
    // A copy of the name of the domain at hand: threads that read neighbouring parts do not contend for the
    // count of its references.
    var domain: (part: UInt32, number: UInt32, name: String)?
    for place in order[range] {
      let part = parts[Int(place.part)]
      let row = part.rows.rows[Int(place.row)]
      if domain?.number != row.domain || domain?.part != place.part {
        let name = part.domains[Int(row.domain)]
        domain = (place.part, row.domain, String(decoding: Array(name.utf8), as: UTF8.self))
      }
      try body(recipient(at: Int(place.row), in: part, domain: domain?.name ?? ""))
    }
  }

  private func recipient(at position: Int, in part: Part, domain: String) -> ListedRecipient {
    let rows = part.rows
    let row = rows.rows[position]
    var listed = ListedRecipient(
      address: address(row, in: rows, domain: domain), domain: domain, verdict: verdict(row))
    if row.code != DenseNumbers.none {
      (listed.reply, listed.status) = part.codes[Int(row.code)]
    }
    if row.hasDiagnostic {
      let start = row.localCount + row.spellingCount
      listed.diagnostic = rows.texts.withOctets(row.texts, start...) {
        String(decoding: $0, as: UTF8.self)
      }
    }
    if row.host != DenseNumbers.none { listed.remoteHost = part.hosts[Int(row.host)] }
    if !part.newAddresses.isEmpty { listed.newAddress = part.newAddresses[position] }
    if row.reason != ListedRows.noNumber {
      let reason = rows.reasons.all[Int(row.reason)]
      listed.decidedBy = reason.who
      listed.decidedBecause = reason.why
    }
    return listed
  }

  /// With the local part as it was first seen.
  private func address(
    _ row: ListedRows.Row, in rows: ListedRows, domain: String
  ) -> String {
    let range =
      row.spellingCount > 0
      ? row.localCount..<row.localCount + row.spellingCount : 0..<row.localCount
    return rows.texts.withOctets(row.texts, range) { local in
      guard !domain.isEmpty else { return String(decoding: local, as: UTF8.self) }
      var address = String(decoding: local, as: UTF8.self)
      address.reserveCapacity(local.count + 1 + domain.utf8.count)
      address += "@"
      address += domain
      return address
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
}
