import Foundation
import Octets
import Testing

@Suite struct FileTests {
  @Test func aFileIsReadWholeOrToALimit() throws {
    let path = NSTemporaryDirectory() + "octets-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let octets = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try Data(octets).write(to: URL(fileURLWithPath: path))
    #expect(try Bytes(reading: path).array == octets)
    #expect(try Bytes(reading: path, limit: 1_000).array == Array(octets.prefix(1_000)))
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try Bytes(reading: path).isEmpty)
  }

  @Test func whatIsNoRegularFileIsReadToItsEnd() throws {
    #expect(try Bytes(reading: "/dev/null").isEmpty)
    #expect(try Bytes(reading: "/dev/zero", limit: 300_000).count == 300_000)
  }

  @Test func failuresCarryPathAndReason() {
    let missing = #expect(throws: FileError.self) { try Bytes(reading: "/no/such/file") }
    #expect(missing?.errorNumber == ENOENT)
    #expect(missing?.path == "/no/such/file")
    #expect(missing.map { "\($0)" }?.hasPrefix("/no/such/file: ") == true)
    let folder = #expect(throws: FileError.self) { try Bytes(reading: "/") }
    #expect(folder?.errorNumber == EISDIR)
  }
}
