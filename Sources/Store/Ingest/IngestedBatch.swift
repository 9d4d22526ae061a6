/// What some messages came to, in the form in which it is handed from the thread that judged them to the one that
/// writes.
public struct IngestedBatch: Sendable {
  /// How many reports there were, whatever they say.
  let reports: Int
  let ordinary: Int
  public let unreadable: [UnreadableMessage]
  let events: PackedEvents

  public init(_ messages: [IngestedMessage]) {
    var packer = EventPacker(expecting: messages.count)
    var (reports, ordinary) = (0, 0)
    var unreadable: [UnreadableMessage] = []
    for message in messages {
      switch message {
      case .ordinary: ordinary += 1
      case .unreadable(let message): unreadable.append(message)
      case .report(let events):
        reports += 1
        for event in events { packer.append(event) }
      }
    }
    self.reports = reports
    self.ordinary = ordinary
    self.unreadable = unreadable
    self.events = packer.finish()
  }

  /// How many messages there were.
  public var count: Int { reports + ordinary + unreadable.count }
}
