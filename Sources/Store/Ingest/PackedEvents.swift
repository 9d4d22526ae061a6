// Safety argument: `Texts` is made by `withTexts` alone, from octets that outlive the closure it is handed to,
// and every place is checked against their count. Places are made by `EventPacker` for the octets it hands
// over together with them.

import Model
import Octets
import Policy

/// Events on their way from the threads that judge to the one that writes: all of their texts in one run of
/// octets, the rest in rows of fixed size.
///
/// A dozen texts for each event, each in memory of its own, cost the writing thread a third of its time:
/// references were counted and blocks given back that another processor had at hand. A hundred packed events are
/// two blocks.
struct PackedEvents: Sendable {
  let rows: [PackedEvent]
  private let octets: Bytes

  init(rows: [PackedEvent], octets: Bytes) {
    self.rows = rows
    self.octets = octets
  }

  /// Calls `body` with the texts, which are valid only during the call.
  func withTexts<Result>(_ body: (Texts) throws -> Result) rethrows -> Result {
    try octets.withUnsafeBytes { try body(Texts(octets: $0)) }
  }

  /// Where a text lies.
  struct Place: Sendable, Equatable {
    var start: UInt32
    var count: UInt32
  }

  struct Texts {
    fileprivate let octets: UnsafeBufferPointer<UInt8>

    subscript(place: Place) -> UnsafeBufferPointer<UInt8> {
      let (start, count) = (Int(place.start), Int(place.count))
      precondition(start + count <= octets.count, "place outside of the texts")
      guard let base = octets.baseAddress else { return octets }
      return UnsafeBufferPointer(start: base + start, count: count)
    }

    func string(_ place: Place) -> String { String(decoding: self[place], as: UTF8.self) }
  }
}

/// An `Event` whose texts lie elsewhere: see there for what each part means.
struct PackedEvent: Sendable {
  /// All of it that a verdict depends on.
  var entry: HistoryEntry
  /// In its DNS form.
  var domain: PackedEvents.Place
  /// The local part as it was written, and in lower case: one place where both are the same.
  var local: PackedEvents.Place
  var foldedLocal: PackedEvents.Place
  var diagnostic: PackedEvents.Place
  var via: PackedEvents.Place?
  var remoteHost: PackedEvents.Place?
  var reportingHost: PackedEvents.Place?
  var originalMessageID: PackedEvents.Place?
  var reportMessageID: PackedEvents.Place?
  var finding: PackedFinding?
}

/// What is stored of a `Finding` besides the cause and whether it is permanent.
struct PackedFinding: Sendable {
  var basis: Finding.Basis
  var confidence: Double
  var reply: ReplyCode?
  var status: EnhancedStatus?
  var rule: PackedEvents.Place
  var template: PackedEvents.Place
  /// A JSON array.
  var words: PackedEvents.Place?
  /// Where it is not the one that the cause usually has.
  var sisimai: PackedEvents.Place?
  var blocklist: PackedEvents.Place?
}
