import Synchronization
import Testing

@testable import Intake

@Suite struct PipelineTests {
  private struct Stop: Error {}

  /// Numbers from 0 on.
  private final class Source: Sendable {
    private let next = Mutex(0)
    private let count: Int
    init(_ count: Int) { self.count = count }

    func take() -> Int? {
      next.withLock { next in
        guard next < count else { return nil }
        defer { next += 1 }
        return next
      }
    }
    var taken: Int { next.withLock { $0 } }
  }

  @Test(arguments: [1, 2, 5], [0, 1, 40])
  func resultsComeInTheOrderOfProduction(workers: Int, ahead: Int) throws {
    let source = Source(1_000)
    var results: [Int] = []
    try Pipeline<Int, Int>(workers: workers, ahead: ahead).run(
      produce: { source.take() },
      makeTransform: { { number in number * 2 } },
      consume: { results.append($0) })
    #expect(results == (0..<1_000).map { $0 * 2 })
  }

  /// Whoever consumes holds back whoever produces: memory does not grow with the input.
  @Test(arguments: [0, 8])
  func productionWaitsForConsumption(ahead: Int) throws {
    let source = Source(500)
    let workers = 2
    var consumed = 0
    var furthest = 0
    try Pipeline<Int, Int>(workers: workers, ahead: ahead).run(
      produce: { source.take() },
      makeTransform: { { $0 } },
      consume: { _ in
        consumed += 1
        furthest = max(furthest, source.taken - consumed)
      })
    #expect(consumed == 500)
    // What is in the pipeline, and one that waits to enter it.
    #expect(furthest <= workers * 3 + ahead + 1)
  }

  @Test func anErrorEndsProduction() {
    let source = Source(100_000)
    var consumed = 0
    #expect(throws: Stop.self) {
      try Pipeline<Int, Int>(workers: 2).run(
        produce: { source.take() },
        makeTransform: { { $0 } },
        consume: { _ in
          consumed += 1
          if consumed == 10 { throw Stop() }
        })
    }
    #expect(consumed == 10)
    #expect(source.taken < 100)
  }

  @Test func eachThreadHasATransformOfItsOwn() throws {
    let source = Source(200)
    let made = Mutex(0)
    try Pipeline<Int, Int>(workers: 3).run(
      produce: { source.take() },
      makeTransform: {
        made.withLock { $0 += 1 }
        return { $0 }
      },
      consume: { _ in })
    #expect(made.withLock { $0 } == 3)
  }
}
