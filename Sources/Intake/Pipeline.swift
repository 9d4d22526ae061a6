import Foundation

/// Transforms batches on several threads, which come from one thread and are consumed, in
/// their order, on the calling one.
///
/// At most a handful of batches wait to be transformed, and `ahead` batches to be consumed, whatever the
/// input's size.
public struct Pipeline<Input: Sendable, Output: Sendable> {
  /// How many threads transform.
  let workers: Int
  /// How many batches may be transformed already while one is being consumed.
  let ahead: Int

  public init(workers: Int, ahead: Int = 0) {
    self.workers = workers
    self.ahead = ahead
  }

  /// - Parameters:
  ///   - produce: Called on a thread of its own until it returns nil.
  ///   - makeTransform: Called once on each worker thread; what it makes is called there for each batch.
  ///   - consume: Called on this thread, in the order of production. When it throws, production stops
  ///     and the error is passed on.
  public func run(
    produce: @escaping @Sendable () -> Input?,
    makeTransform: @escaping @Sendable () -> (Input) -> Output,
    consume: (Output) throws -> Void
  ) throws {
    // A ticket is taken before a batch is made and given back when it has been consumed: batches that
    // wait for a slower one before them are bounded too.
    let depth = workers * 3
    let tickets = BoundedQueue<Bool>(capacity: depth + ahead)
    let inputs = BoundedQueue<(Int, Input)>(capacity: depth)
    let outputs = BoundedQueue<(Int, Output)>(capacity: depth + ahead)
    let running = DispatchGroup()

    Self.start(in: running) {
      var sequence = 0
      while tickets.push(true), let input = produce(), inputs.push((sequence, input)) {
        sequence += 1
      }
      inputs.close()
    }
    let working = DispatchGroup()
    for _ in 0..<workers {
      Self.start(in: working) {
        let transform = makeTransform()
        while let (sequence, input) = inputs.pop(),
          outputs.push((sequence, transform(input)))
        {}
      }
    }
    Self.start(in: running) {
      working.wait()
      outputs.close()
    }
    defer {
      tickets.close()
      inputs.close()
      outputs.close()
      running.wait()
      working.wait()
    }

    var waiting: [Int: Output] = [:]
    var next = 0
    while let (sequence, output) = outputs.pop() {
      waiting[sequence] = output
      while let ready = waiting.removeValue(forKey: next) {
        try consume(ready)
        _ = tickets.pop()
        next += 1
      }
    }
  }

  private static func start(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
    group.enter()
    let thread = Thread {
      body()
      group.leave()
    }
    // Deeply nested MIME is read with a bounded recursion; the default of 512 KB is for less.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
