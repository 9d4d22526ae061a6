import Foundation
import Mail
import Reports
import Store

/// One ingest from its first message to its last: items are read on one thread, judged on several, and
/// written by the calling one in large transactions.
public struct IngestRun {
  /// A transaction is committed after so many messages, or so long: a reader sees what was read, and a
  /// crash costs little work.
  private static let commitMessages = 10_000
  private static let commitNanoseconds: UInt64 = 1_000_000_000

  private let judge: Judge
  private let workers: Int

  public init(judge: Judge, workers: Int) {
    self.judge = judge
    self.workers = max(1, workers)
  }

  private struct Judged: Sendable {
    var batch = IngestedBatch([])
    var finished: [Finished] = []
    var kinds: [MessageKind: Int] = [:]
    var octets: Int64 = 0
    var passedOver = 0
    /// Files that hold something that is no report.
    var others: Set<String> = []
  }

  /// What was judged since the last transaction.
  private struct Waiting {
    var batches: [IngestedBatch] = []
    var messages = 0
    var finished: [Finished] = []

    mutating func append(_ judged: Judged) {
      batches.append(judged.batch)
      messages += judged.batch.count
      finished.append(contentsOf: judged.finished)
    }
  }

  /// A file that was read, and when, in nanoseconds since 1970.
  private struct Finished: Sendable {
    var source: FinishedSource
    var at: Int64
  }

  /// A folder's time of change is as coarse as the kernel's clock tick. One that changed this short a
  /// time before it was listed may have changed again since without showing it.
  private static let settledNanoseconds: Int64 = 2_000_000_000

  /// Runs to the end of the items.
  ///
  /// - Parameters:
  ///   - next: Called on a thread of its own; nil at the end.
  ///   - after: What becomes of files once what they said is committed.
  ///   - committed: Called after each transaction with what has been done so far.
  /// - Throws: `StoreError`; everything committed before stays.
  public func run(
    into writer: IngestWriter, next: @escaping @Sendable () -> SourceItem?, after: AfterReading,
    committed: (IngestSummary) -> Void
  ) throws -> IngestSummary {
    var summary = IngestSummary()
    var waiting = Waiting()
    // Files that hold something that is no report, until they have been read to their end: a mailbox may
    // span many transactions.
    var others: Set<String> = []
    var lastCommit = DispatchTime.now().uptimeNanoseconds

    func commit() throws {
      let marks = waiting.finished.filter { Self.isRemembered($0, after: after, others) }
      try writer.write(waiting.batches, sources: marks.map { SourceMark($0.source) })
      summary.counts = writer.counts
      for finished in waiting.finished {
        guard others.remove(finished.source.stamp.path) == nil else { continue }
        do {
          try after.apply(to: finished.source)
        } catch {
          summary.leftAlone.append("\(error)")
        }
      }
      waiting = Waiting()
      lastCommit = DispatchTime.now().uptimeNanoseconds
      committed(summary)
    }

    // While one transaction is written as much as the next one holds is judged, and as much again while the
    // write-ahead log is copied into the file behind it.
    let ahead = 2 * Self.commitMessages / SourceItems.batchItems
    try judgeAll(next, ahead: ahead) { judged in
      waiting.append(judged)
      others.formUnion(judged.others)
      summary.octets += judged.octets
      summary.passedOver += judged.passedOver
      for (kind, count) in judged.kinds { summary.kinds[kind, default: 0] += count }
      for message in judged.batch.unreadable { summary.add(message) }
      let isDue =
        waiting.messages >= Self.commitMessages
        || DispatchTime.now().uptimeNanoseconds - lastCommit >= Self.commitNanoseconds
      if isDue { try commit() }
    }
    try commit()
    return summary
  }

  /// Judges all items and stores nothing.
  ///
  /// - Returns: How many messages there are of each kind.
  public func count(next: @escaping @Sendable () -> SourceItem?) throws -> [MessageKind: Int] {
    var kinds: [MessageKind: Int] = [:]
    try judgeAll(next, ahead: 0) { judged in
      kinds.merge(judged.kinds, uniquingKeysWith: +)
    }
    return kinds
  }

  /// Reads on one thread, judges on the others, and hands over what came of it, in order, on this one.
  private func judgeAll(
    _ next: @escaping @Sendable () -> SourceItem?, ahead: Int, consume: (Judged) throws -> Void
  ) throws {
    try Pipeline<[SourceItem], Judged>(workers: workers, ahead: ahead).run(
      produce: { SourceItems.batch(next) },
      makeTransform: { [judge] in
        let own = judge.forAnotherThread()
        return { items in Self.judge(items, with: own) }
      },
      consume: consume)
  }

  private static func isRemembered(
    _ finished: Finished, after: AfterReading, _ others: Set<String>
  ) -> Bool {
    if finished.source.kind == .folder {
      // A run that is killed before it has removed what it read must find it again.
      return after == .keep
        && finished.at - finished.source.stamp.modified > settledNanoseconds
    }
    // What is removed in a moment need not be remembered.
    return after == .keep || others.contains(finished.source.stamp.path)
  }

  private static func judge(_ items: [SourceItem], with judge: Judge) -> Judged {
    var judged = Judged()
    var packer = BatchPacker(expecting: items.count)
    var mail: [MailItem] = []
    mail.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .message(let message): mail.append(message)
      case .failure(let source, let reason):
        packer.append(Judge.failure(source: source, reason: reason))
        judged.others.insert(source)
      case .passedOver(let source):
        judged.passedOver += 1
        judged.others.insert(source)
      case .finished(let source):
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        judged.finished.append(
          Finished(source: source, at: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)))
      }
    }
    judge.judge(mail, into: &packer) { number, kind in
      judged.octets += Int64(mail[number].octets.count)
      if let kind { judged.kinds[kind, default: 0] += 1 }
      if kind == nil || kind == .notABounce { judged.others.insert(mail[number].source) }
    }
    judged.batch = packer.finish()
    return judged
  }
}
