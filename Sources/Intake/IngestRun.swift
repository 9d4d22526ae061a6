import Foundation
import Reports
import Store

/// One ingest from its first message to its last: items are read on one thread, judged on several, and
/// written by the calling one in large transactions.
public struct IngestRun {
  /// How many items make one unit of work, and how many octets at most.
  private static let batchItems = 128
  private static let batchOctets = 1 << 20
  /// A transaction is committed after so many messages, or so long: a reader sees what was read, and a
  /// crash costs little work.
  private static let commitMessages = 8_000
  private static let commitNanoseconds: UInt64 = 1_000_000_000

  private let judge: Judge
  private let workers: Int

  public init(judge: Judge, workers: Int) {
    self.judge = judge
    self.workers = max(1, workers)
  }

  private struct Judged: Sendable {
    var messages: [IngestedMessage] = []
    var marks: [SourceMark] = []
    var kinds: [MessageKind: Int] = [:]
    var octets: Int64 = 0
  }

  /// Runs to the end of the items.
  ///
  /// - Parameters:
  ///   - next: Called on a thread of its own; nil at the end.
  ///   - committed: Called after each transaction with the marks it wrote and what has been done so far.
  /// - Throws: `StoreError`; everything committed before stays.
  public func run(
    into writer: IngestWriter, next: @escaping @Sendable () -> SourceItem?,
    committed: ([SourceMark], IngestSummary) throws -> Void
  ) throws -> IngestSummary {
    var summary = IngestSummary()
    var waiting = Judged()
    var lastCommit = DispatchTime.now().uptimeNanoseconds

    func commit() throws {
      try writer.write(waiting.messages, sources: waiting.marks)
      summary.counts = writer.counts
      let marks = waiting.marks
      waiting.messages.removeAll(keepingCapacity: true)
      waiting.marks.removeAll(keepingCapacity: true)
      lastCommit = DispatchTime.now().uptimeNanoseconds
      try committed(marks, summary)
    }

    try Pipeline<[SourceItem], Judged>(workers: workers).run(
      produce: { Self.batch(next) },
      transform: { [judge] items in Self.judge(items, with: judge) },
      consume: { judged in
        waiting.messages.append(contentsOf: judged.messages)
        waiting.marks.append(contentsOf: judged.marks)
        summary.octets += judged.octets
        for (kind, count) in judged.kinds { summary.kinds[kind, default: 0] += count }
        for case .unreadable(let message) in judged.messages { summary.add(message) }
        if waiting.messages.count >= Self.commitMessages
          || DispatchTime.now().uptimeNanoseconds - lastCommit >= Self.commitNanoseconds
        {
          try commit()
        }
      })
    try commit()
    return summary
  }

  private static func batch(_ next: () -> SourceItem?) -> [SourceItem]? {
    var items: [SourceItem] = []
    var octets = 0
    while items.count < batchItems, octets < batchOctets, let item = next() {
      if case .message(_, _, let message) = item { octets += message.count }
      items.append(item)
    }
    return items.isEmpty ? nil : items
  }

  private static func judge(_ items: [SourceItem], with judge: Judge) -> Judged {
    var judged = Judged()
    judged.messages.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .message(let source, let position, let octets):
        // A storage object of the message's own: the threads do not contend for one reference count.
        let judgement = judge.judge(
          source: source, position: position, octets: octets.detached())
        judged.messages.append(judgement.message)
        judged.octets += Int64(octets.count)
        if let kind = judgement.kind { judged.kinds[kind, default: 0] += 1 }
      case .failure(let source, let reason):
        judged.messages.append(Judge.failure(source: source, reason: reason))
      case .mark(let mark):
        judged.marks.append(mark)
      }
    }
    return judged
  }
}
