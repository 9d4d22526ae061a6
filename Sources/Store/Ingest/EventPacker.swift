import Model
import Octets
import Policy

/// Packs events, one after the other: nothing is kept of them but copies of their texts.
public struct EventPacker: ~Copyable {
  private var rows: [PackedEvent] = []
  private var octets: ByteBuilder

  /// - Parameter expected: About how many events will come.
  init(expecting expected: Int) {
    rows.reserveCapacity(expected)
    octets = ByteBuilder(capacity: expected * EventPacker.usualOctets)
  }

  /// What the texts of one event take, with room to spare.
  private static let usualOctets = 512

  mutating func append(_ event: Event) {
    append(
      kind: event.kind, local: event.address.local, foldedLocal: event.address.local.inLowerCase,
      domain: InternationalDomain.ascii(event.address.domain), via: event.via, at: event.at,
      finding: event.finding, diagnostic: event.diagnostic,
      remoteHost: event.remoteHost.map { Bytes($0) },
      reportingHost: event.reportingHost.map { Bytes($0) },
      originalMessageID: event.originalMessageID.map { Bytes($0) },
      reportMessageID: event.reportMessageID.map { Bytes($0) }, verification: event.verification,
      key: event.key)
  }

  /// Packs an event that is at hand in parts: see `Event` for what each of them means.
  ///
  /// - Parameters:
  ///   - foldedLocal: The local part in lower case.
  ///   - domain: In its DNS form.
  ///   - diagnostic: In UTF-8, as all octets are.
  public mutating func append(
    kind: EventKind, local: String, foldedLocal: String, domain: String, via: String?, at: Int64,
    finding: (any StorableFinding)?, diagnostic: Bytes, remoteHost: Bytes?,
    reportingHost: Bytes?, originalMessageID: Bytes?, reportMessageID: Bytes?,
    verification: Verification, key: EventKey
  ) {
    var entry = HistoryEntry(
      key: key, kind: kind, at: at, message: Fingerprint.message(originalMessageID),
      verification: verification)
    var packed: PackedFinding?
    if let finding {
      entry.add(finding)
      packed = pack(finding)
    }
    let place = pack(local)
    rows.append(
      PackedEvent(
        entry: entry, domain: pack(domain), local: place,
        foldedLocal: foldedLocal == local ? place : pack(foldedLocal), diagnostic: pack(diagnostic),
        via: pack(via), remoteHost: pack(remoteHost), reportingHost: pack(reportingHost),
        originalMessageID: pack(originalMessageID), reportMessageID: pack(reportMessageID),
        finding: packed))
  }

  consuming func finish() -> PackedEvents {
    PackedEvents(rows: rows, octets: octets.finish())
  }

  private mutating func pack(_ finding: any StorableFinding) -> PackedFinding {
    PackedFinding(
      basis: finding.basis, confidence: finding.confidence, reply: finding.reply,
      status: finding.status, rule: pack(finding.rule), template: pack(templateOf: finding),
      words: pack(wordsOf: finding), sisimai: pack(finding.ownSisimai),
      blocklist: pack(finding.blocklist))
  }

  private mutating func pack(templateOf finding: any StorableFinding) -> PackedEvents.Place {
    let start = octets.count
    finding.appendTemplate(to: &octets)
    return place(from: start)
  }

  private mutating func pack(wordsOf finding: any StorableFinding) -> PackedEvents.Place? {
    let start = octets.count
    finding.forEachWord { JSONText.append($0, asFirst: octets.count == start, to: &octets) }
    guard octets.count > start else { return nil }
    JSONText.end(&octets)
    return place(from: start)
  }

  private mutating func pack(_ text: String?) -> PackedEvents.Place? {
    if let text { pack(text) } else { nil }
  }

  private mutating func pack(_ text: Bytes?) -> PackedEvents.Place? {
    if let text { pack(text) } else { nil }
  }

  private mutating func pack(_ text: String) -> PackedEvents.Place {
    let start = octets.count
    octets.append(text)
    return place(from: start)
  }

  private mutating func pack(_ text: Bytes) -> PackedEvents.Place {
    let start = octets.count
    octets.append(text)
    return place(from: start)
  }

  private func place(from start: Int) -> PackedEvents.Place {
    PackedEvents.Place(start: UInt32(start), count: UInt32(octets.count - start))
  }
}

extension HistoryEntry {
  /// Takes over what the event's finding says.
  fileprivate mutating func add(_ finding: any StorableFinding) {
    cause = finding.cause
    permanent = finding.permanent
    isUnsure = Finding.isUnsure(
      cause: finding.cause, basis: finding.basis, confidence: finding.confidence)
    statusClass = CodeTable.statusClass(reply: finding.reply, status: finding.status)
  }
}
