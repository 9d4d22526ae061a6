import Foundation
import GRDB
import Model
import Testing

@testable import Store

@Suite struct ConcurrencyTests {
  @Test func aReaderDoesNotWaitForAWriter() throws {
    let file = try TemporaryStore()
    let writer = try file.open()
    try writer.ingest([event("anna@example.net")])
    let reader = try file.open(.readOnly, busyTimeout: 0)
    try writer.transaction { database in
      try database.execute(sql: "DELETE FROM verdict")
      // In the middle of the other's transaction.
      #expect(try reader.listed() == ["anna@example.net"])
    }
    #expect(try reader.listed().isEmpty)
  }

  @Test func aSecondWriterWaitsAndThenGivesUp() throws {
    let file = try TemporaryStore()
    let one = try file.open()
    let other = try file.open(busyTimeout: 0.05)
    let writer = try other.beginRun(sources: "", version: "", now: start)
    try one.transaction { _ in
      #expect(throws: StoreError.locked(path: file.path)) {
        try writer.write([.report([event("anna@example.net")])])
      }
      #expect(writer.counts == RunCounts())
      #expect(throws: StoreError.locked(path: file.path)) {
        try other.decide(.allow, .domain("example.net"), who: "", why: "", now: start)
      }
    }
    // What was refused can be tried again.
    try writer.write([.report([event("anna@example.net")])])
    #expect(writer.counts.eventsNew == 1)
    #expect(try one.listed() == ["anna@example.net"])
  }

  /// Each has numbers in memory that the other may have given away in the meantime.
  @Test func twoWritersTakeTurns() throws {
    let file = try TemporaryStore()
    let stores = [try file.open(), try file.open()]
    let writers = try stores.map { try $0.beginRun(sources: "", version: "", now: start) }
    var events: [Event] = []
    for round in 0..<40 {
      let batch = (0..<5).map { index in
        event(
          "user\((round + index) % 9)@example\(round % 7).net",
          round % 2 == 0 ? .mailboxFull : .mailboxInactive, at: start + Int64(round) * day,
          message: "m\(round).\(index)", host: "mx\(round % 5).example.net",
          template: "text \(round % 6)")
      }
      events += batch
      try writers[round % 2].write([.report(batch)])
      if round == 20 {
        try stores[1].decide(.release, .domain("example1.net"), who: "", why: "", now: start)
      }
    }
    let alone = try TemporaryStore()
    let single = try alone.open()
    try single.decide(.release, .domain("example1.net"), who: "", why: "", now: start)
    try single.ingest(events)
    #expect(try stores[0].contents() == single.contents())
    #expect(try stores[0].integrityProblems().isEmpty)
  }

  /// The file as it is found after a crash between any two batches, and in the middle of one.
  @Test func whatWasInterruptedIsCompletedByTheNextRun() throws {
    let events = (0..<120).map { index in
      event(
        "user\(index % 31)@example\(index % 4).net",
        [.mailboxFull, .mailboxInactive, .userUnknown, .networkError][index % 4],
        at: start + Int64(index) * day / 2, message: "m\(index)")
    }
    let whole = try TemporaryStore()
    let undisturbed = try whole.open()
    try undisturbed.ingest(events)
    let expected = try undisturbed.contents()

    let file = try TemporaryStore()
    let store = try file.open()
    let writer = try store.beginRun(sources: "", version: "", now: start)
    for (number, first) in stride(from: 0, to: events.count, by: 30).enumerated() {
      try writer.write(events[first..<first + 30].map { .report([$0]) })
      let copy = try copyOfTheDisk(file)
      #expect(try copy.open().runs().first?.finishedAt == nil)
      try copy.open().ingest(events)
      #expect(try copy.open().contents() == expected, "after batch \(number)")
      #expect(try copy.open().integrityProblems().isEmpty)
    }
    // A transaction whose end never reached the disk: half of its frames are in the log.
    let torn = try copyOfTheDisk(file)
    let log = URL(fileURLWithPath: torn.path + "-wal")
    let frames = try Data(contentsOf: log)
    try frames.prefix(frames.count * 3 / 4).write(to: log)
    try torn.open().ingest(events)
    #expect(try torn.open().contents() == expected)
  }

  /// A copy of the files as a process that is killed now would leave them.
  private func copyOfTheDisk(_ file: TemporaryStore) throws -> TemporaryStore {
    let copy = try TemporaryStore()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
    }
    return copy
  }

  @Test func aBatchThatFailsLeavesNothing() throws {
    let file = try TemporaryStore()
    let store = try file.open()
    let writer = try store.beginRun(sources: "", version: "", now: start)
    try writer.write([.report([event("anna@example.net")])])
    let before = try store.contents()
    try store.access { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let many = (0..<3_000).map { IngestedMessage.report([event("user\($0)@example\($0).net")]) }
    #expect(throws: StoreError.diskFull(path: file.path)) { try writer.write(many) }
    #expect(try store.contents() == before)
    #expect(writer.counts.eventsNew == 1)
    try store.access { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    try writer.write(many)
    #expect(writer.counts.eventsNew == 3_001)
    #expect(try store.integrityProblems().isEmpty)
  }
}
