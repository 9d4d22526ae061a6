import Foundation
import Intake
import Mail

/// Hands the steps of a source to the reading thread, which alone calls `next`; any thread may ask how far
/// it has come.
final class SourceItems: @unchecked Sendable {
  private var source: MailSource
  private let lock = NSLock()
  // Guarded by `lock`.
  private var reached = MailSource.Position()
  private var steps = 0

  init(_ source: MailSource) {
    self.source = source
  }

  var position: MailSource.Position { lock.withLock { reached } }

  func next() -> SourceItem? {
    let step = source.next()
    steps += 1
    if step == nil || steps % 64 == 0 {
      let position = source.position
      lock.withLock { reached = position }
    }
    return step.map(SourceItem.init)
  }
}
