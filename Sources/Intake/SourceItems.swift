import Foundation
import Mail

/// What a mail source gives, one item after the other or in batches. One thread takes the items; any thread
/// may ask how far the source has come.
public final class SourceItems: @unchecked Sendable {
  /// How many items make one unit of work, and how many octets at most.
  static let batchItems = 128
  private static let batchOctets = 1 << 20

  private var source: MailSource
  private let lock = NSLock()
  // Guarded by `lock`.
  private var reached = MailSource.Position()
  private var steps = 0

  public init(_ source: MailSource) {
    self.source = source
  }

  public var position: MailSource.Position { lock.withLock { reached } }

  public func next() -> SourceItem? {
    let step = source.next()
    steps += 1
    if step == nil || steps % 64 == 0 {
      let position = source.position
      lock.withLock { reached = position }
    }
    return step.map(SourceItem.init)
  }

  public func nextBatch() -> [SourceItem]? { Self.batch { next() } }

  static func batch(_ next: () -> SourceItem?) -> [SourceItem]? {
    var items: [SourceItem] = []
    var octets = 0
    while items.count < batchItems, octets < batchOctets, let item = next() {
      if case .message(let message) = item { octets += message.octets.count }
      items.append(item)
    }
    return items.isEmpty ? nil : items
  }
}
