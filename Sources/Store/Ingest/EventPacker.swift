import Model
import Octets
import Policy

/// Packs events, one after the other.
struct EventPacker: ~Copyable {
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
    var entry = HistoryEntry(event)
    var packed: PackedFinding?
    // Once: to copy a finding costs as much as to pack an address.
    if let finding = event.finding {
      entry.add(finding)
      packed = pack(finding)
    }
    let local = pack(event.address.local)
    let folded = event.address.local.inLowerCase
    rows.append(
      PackedEvent(
        entry: entry,
        domain: pack(InternationalDomain.ascii(event.address.domain)), local: local,
        foldedLocal: folded == event.address.local ? local : pack(folded),
        diagnostic: pack(event.diagnostic), via: pack(event.via),
        remoteHost: pack(event.remoteHost), reportingHost: pack(event.reportingHost),
        originalMessageID: pack(event.originalMessageID),
        reportMessageID: pack(event.reportMessageID),
        finding: packed))
  }

  consuming func finish() -> PackedEvents {
    PackedEvents(rows: rows, octets: octets.finish())
  }

  private mutating func pack(_ finding: Finding) -> PackedFinding {
    PackedFinding(
      basis: finding.basis, confidence: finding.confidence, reply: finding.reply,
      status: finding.status,
      rule: pack(finding.rule), template: pack(finding.template),
      words: pack(finding.substitutions),
      sisimai: finding.sisimai == finding.cause.sisimaiReason ? nil : pack(finding.sisimai),
      blocklist: pack(finding.blocklist))
  }

  private mutating func pack(_ words: [Substitution]) -> PackedEvents.Place? {
    guard !words.isEmpty else { return nil }
    let start = octets.count
    JSONText.append(words.lazy.map { $0.word }, to: &octets)
    return place(from: start)
  }

  private mutating func pack(_ text: String?) -> PackedEvents.Place? {
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
