import Testing

@testable import Octets

@Suite struct BytesTests {
  let bytes = Bytes("abcdef")

  @Test func rangesAreClamped() {
    #expect(bytes[2..<4] == "cd")
    #expect(bytes[-5..<2] == "ab")
    #expect(bytes[4..<99] == "ef")
    #expect(bytes[9..<99] == "")
    #expect(bytes[-9..<(-3)] == "")
    #expect(bytes[4...] == "ef")
    #expect(bytes[9...] == "")
    #expect(bytes[(-1)...] == "abcdef")
    #expect(bytes[..<2] == "ab")
    #expect(bytes[..<(-2)] == "")
  }

  @Test func piecesAtTheEnds() {
    #expect(bytes.prefix(2) == "ab")
    #expect(bytes.prefix(-2) == "")
    #expect(bytes.prefix(99) == "abcdef")
    #expect(bytes.dropFirst() == "bcdef")
    #expect(bytes.dropFirst(99) == "")
    #expect(bytes.dropLast(2) == "abcd")
    #expect(bytes.dropLast(99) == "")
    #expect(bytes.first == 0x61)
    #expect(bytes.last == 0x66)
    #expect(Bytes.empty.first == nil)
    #expect(Bytes.empty.last == nil)
    #expect(Bytes.empty.isEmpty)
  }

  @Test func positionsAreThoseOfTheValue() {
    let middle = bytes[2..<5]
    #expect(middle[0] == 0x63)
    #expect(middle.firstIndex(of: 0x64) == 1)
    #expect(middle.offset(in: bytes) == 2)
    #expect(bytes.offset(in: middle) == nil)
    #expect(Bytes("cde").offset(in: bytes) == nil)
  }

  @Test func aDetachedValueOutlivesWhatItWasCutFrom() {
    var detached = Bytes.empty
    do {
      let whole = Bytes(Array("some text that is allocated".utf8))
      detached = whole[5..<9].detached()
    }
    #expect(detached == "text")
    #expect(Bytes("literal").detached() == "literal")
  }

  @Test func copiesAndJoins() {
    #expect(Bytes([0x61, 0x00, 0xFF]).array == [0x61, 0x00, 0xFF])
    #expect(Bytes([]) == "")
    #expect(Bytes(capacity: 0) { _ in 0 } == "")
    #expect(Bytes(capacity: 9) { _ in 0 } == "")
    #expect(Bytes(joining: "ab", "cd") == "abcd")
    #expect(Bytes(joining: "", "") == "")
    #expect(Bytes([0x61, 0xFF]).string == "a\u{FFFD}")
    // What is much larger than it had to be is made smaller.
    #expect(
      Bytes(capacity: 1 << 20) {
        $0[0] = 0x61; return 1
      } == "a")
  }

  @Test func anErrorWhileFillingIsPassedOn() {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try Bytes(capacity: 8) { _ in throw Failure() } }
  }

  @Test func equalityHashAndOrder() {
    #expect(bytes == Bytes(Array("abcdef".utf8)))
    #expect(bytes != Bytes("abcdeF"))
    #expect(bytes != "abcde")
    #expect(Set([bytes, Bytes(Array("abcdef".utf8)), "x"]).count == 2)
    #expect(Bytes("a").precedes("b"))
    #expect(Bytes("a").precedes("aa"))
    #expect(!Bytes("aa").precedes("a"))
    #expect(!Bytes("a").precedes("a"))
    #expect(Bytes("").precedes("a"))
    #expect(Bytes("a").precedes(Bytes([0xFF])))
  }
}

@Suite struct DecimalTests {
  @Test(arguments: [0, 7, 10, -1, 1_234_567_890, .max, .min] as [Int64])
  func numbersAreAppended(value: Int64) {
    var text = Array("n=".utf8)
    text.appendDecimal(value)
    #expect(String(decoding: text, as: UTF8.self) == "n=\(value)")
  }

  @Test(arguments: [0, 7, 10, -1, 1_234_567_890, .max, .min] as [Int64])
  func numbersAreWrittenIntoTheirPlace(value: Int64) {
    var text = [UInt8](repeating: 0x2E, count: value.decimalCount + 2)
    var span = text.mutableSpan
    span.writeDecimal(value, before: span.count - 1)
    #expect(String(decoding: text, as: UTF8.self) == ".\(value).")
  }
}

/// What is lent is the same, and must be given back.
@Suite struct LendingTests {
  @Test func lentOctetsAreTheSame() {
    let all = [Bytes("one"), Bytes.empty, Bytes("three")]
    let copies = Bytes.lending(all) { lent in lent.map { $0[1...].array } }
    #expect(copies == [Array("ne".utf8), [], Array("hree".utf8)])
  }

  #if DEBUG
    @Test func whoeverKeepsLentOctetsIsStopped() async {
      await #expect(processExitsWith: .failure) {
        let kept = Bytes.lending([Bytes("kept")]) { $0[0].prefix(2) }
        print(kept)
      }
    }
  #endif
}
