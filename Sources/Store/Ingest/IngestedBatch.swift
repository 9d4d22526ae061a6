/// What some messages came to, in the form in which it is handed from the thread that judged them to the one that
/// writes.
public struct IngestedBatch: Sendable {
  /// How many reports there were, whatever they say.
  let reports: Int
  let ordinary: Int
  public let unreadable: [UnreadableMessage]
  let events: PackedEvents

  public init(_ messages: [IngestedMessage]) {
    var packer = BatchPacker(expecting: messages.count)
    for message in messages { packer.append(message) }
    self = packer.finish()
  }

  init(reports: Int, ordinary: Int, unreadable: [UnreadableMessage], events: PackedEvents) {
    self.reports = reports
    self.ordinary = ordinary
    self.unreadable = unreadable
    self.events = events
  }

  /// How many messages there were.
  public var count: Int { reports + ordinary + unreadable.count }
}

/// Packs what messages came to, one after the other.
public struct BatchPacker: ~Copyable {
  private var reports = 0
  private var ordinary = 0
  private var unreadable: [UnreadableMessage] = []
  /// Packs what the reports say.
  public var events: EventPacker

  /// - Parameter expected: About how many messages will come.
  public init(expecting expected: Int) { events = EventPacker(expecting: expected) }

  public mutating func append(_ message: consuming IngestedMessage) {
    switch message {
    case .ordinary: ordinary += 1
    case .unreadable(let message): unreadable.append(message)
    case .report(let events):
      countReport()
      for event in events { self.events.append(event) }
    }
  }

  /// Appends a report, whose events are packed with `events`.
  public mutating func countReport() { reports += 1 }

  public consuming func finish() -> IngestedBatch {
    IngestedBatch(
      reports: reports, ordinary: ordinary, unreadable: unreadable, events: events.finish())
  }
}
