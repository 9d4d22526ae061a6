import Octets
import Testing

@Suite struct ByteBuilderTests {
  @Test func piecesOfEveryKind() {
    var builder = ByteBuilder(capacity: 0)
    #expect(builder.isEmpty == true)
    #expect(builder.last == nil)
    builder.append(0x61)
    builder.append("bc")
    builder.append(Bytes(Array("de".utf8)))
    builder.append(Bytes.empty)
    builder.append(scalar: "€")
    builder.append(room: 10) { room in
      room[0] = 0x66
      return 1
    }
    builder.append(room: 0) { _ in 1 }
    #expect(builder.count == 9)
    #expect(builder.last == 0x66)
    #expect(builder.finish() == "abcde€f")
  }

  @Test func growing() {
    var builder = ByteBuilder(capacity: 1)
    for number in 0..<100_000 { builder.append(UInt8(truncatingIfNeeded: number)) }
    let bytes = builder.finish()
    #expect(bytes.count == 100_000)
    #expect(bytes[99_999] == UInt8(truncatingIfNeeded: 99_999))
  }

  @Test func takingBack() {
    var builder = ByteBuilder()
    builder.append("abc")
    builder.removeLast()
    #expect(builder.last == 0x62)
    builder.removeLast(99)
    #expect(builder.isEmpty == true)
    builder.removeLast(-1)
    builder.append("x")
    builder.removeAll()
    #expect(builder.finish() == "")
  }

  @Test func muchTooLargeIsMadeSmaller() {
    var builder = ByteBuilder(capacity: 1 << 20)
    builder.append("abc")
    #expect(builder.finish() == "abc")
  }
}
