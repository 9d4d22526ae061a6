import Octets
import Testing

@Suite struct TotalRangeTests {
  @Test(arguments: [(0, 0), (3, 1), (-1, -5), (0, 4)])
  func aRangeThatEndsBeforeItStartsIsEmpty(lower: Int, upper: Int) {
    let range = lower..<upper
    #expect(range.lowerBound == lower)
    #expect(range.count == max(0, upper - lower))
  }

  @Test func aSubRangeOfBytesThatEndsBeforeItStartsIsEmpty() {
    let bytes: Bytes = "hello"
    let (start, end) = (4, 2)
    #expect(bytes[start..<end].isEmpty)
  }
}
