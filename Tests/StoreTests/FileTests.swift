import Foundation
import GRDB
import Migrations
import Model
import Testing

@testable import Store

@Suite struct FileTests {
  @Test func aFreshFileIsOursAlone() throws {
    let file = try TemporaryStore()
    let path = file.directory + "/new/deeper/rebound.db"
    let store = try Store(path: path, mode: .readWrite)
    try store.ingest([event("anna@example.net")])
    let (version, application, journal) = try store.access { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version"),
        try Int32.fetchOne(database, sql: "PRAGMA application_id"),
        try String.fetchOne(database, sql: "PRAGMA journal_mode")
      )
    }
    #expect(version == Migration.all.last?.number)
    #expect(application == Schema.applicationID)
    #expect(journal == "wal")
    for name in ["", "-wal", "-shm"] { #expect(try mode(path + name) == 0o600, "\(name)") }
    #expect(try mode(file.directory + "/new") == 0o700)
    #expect(try mode(file.directory + "/new/deeper") == 0o700)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func readingMakesNoFile() throws {
    let file = try TemporaryStore()
    #expect(throws: StoreError.missing(path: file.path)) { try file.open(.readOnly) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func readingChangesNothing() throws {
    let file = try TemporaryStore()
    try file.open().ingest([event("anna@example.net")])
    let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let store = try file.open(.readOnly)
    #expect(try store.listed() == ["anna@example.net"])
    #expect(throws: StoreError.readOnly(path: file.path)) {
      try store.decide(.allow, .domain("x.example"), who: "", why: "", now: 0)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
  }

  @Test(arguments: [Store.Mode.readOnly, .readWrite])
  func whatIsNoDatabaseIsRefused(mode: Store.Mode) throws {
    let file = try TemporaryStore()
    let text = Data(String(repeating: "From somebody\n", count: 1000).utf8)
    try text.write(to: URL(fileURLWithPath: file.path))
    #expect(throws: StoreError.notADatabase(path: file.path)) { try file.open(mode) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == text)
  }

  @Test(arguments: [Store.Mode.readOnly, .readWrite])
  func theDatabaseOfAnotherProgramIsRefused(mode: Store.Mode) throws {
    for statements in [
      "CREATE TABLE photo (id INTEGER PRIMARY KEY)", "PRAGMA application_id = 7",
      "PRAGMA user_version = 3",
    ] {
      let file = try TemporaryStore()
      try DatabaseQueue(path: file.path).inDatabase { try $0.execute(sql: statements) }
      let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
      #expect(throws: StoreError.foreign(path: file.path)) { try file.open(mode) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
    }
  }

  @Test(arguments: [Store.Mode.readOnly, .readWrite])
  func aFileOfALaterVersionIsRefused(mode: Store.Mode) throws {
    let file = try TemporaryStore()
    try file.open().access { try $0.execute(sql: "PRAGMA user_version = 900") }
    let known = try #require(Migration.all.last?.number)
    #expect(throws: StoreError.newer(path: file.path, version: 900, known: known)) {
      try file.open(mode)
    }
  }

  @Test(arguments: [Store.Mode.readOnly, .readWrite])
  func aTruncatedFileIsRefused(mode: Store.Mode) throws {
    let file = try TemporaryStore()
    try file.open().ingest((0..<500).map { event("user\($0)@example.net") })
    let whole = try Data(contentsOf: URL(fileURLWithPath: file.path))
    for size in [whole.count / 2, whole.count - 1, 4096] {
      try whole.prefix(size).write(to: URL(fileURLWithPath: file.path))
      #expect(throws: StoreError.damaged(path: file.path, detail: "its end is missing")) {
        try file.open(mode)
      }
    }
  }

  @Test func damageIsFound() throws {
    let file = try TemporaryStore()
    try file.open().ingest((0..<2_000).map { event("user\($0)@example.net") })
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
    for page in stride(from: bytes.count / 8192 * 4096, to: bytes.count, by: 4096) {
      bytes.replaceSubrange(page..<page + 2000, with: Data(repeating: 0xFF, count: 2000))
    }
    try bytes.write(to: URL(fileURLWithPath: file.path))
    let store = try file.open(.readOnly)
    #expect(try !store.integrityProblems().isEmpty)
    do {
      try store.recipients(now: start) { _ in }
      Issue.record("read")
    } catch StoreError.damaged(let path, _) {
      #expect(path == file.path)
    }
  }

  @Test func anEmptyFileBecomesAStore() throws {
    let file = try TemporaryStore()
    #expect(FileManager.default.createFile(atPath: file.path, contents: Data()))
    try file.open().ingest([event("anna@example.net")])
    #expect(try file.open(.readOnly).listed() == ["anna@example.net"])
  }

  @Test func pathsAreTakenToTheLetter() throws {
    let file = try TemporaryStore()
    for name in ["a?b.db", "50%.db", "a#b c.db", "bücher.db"] {
      let path = file.directory + "/" + name
      try Store(path: path, mode: .readWrite).ingest([event("anna@example.net")])
      #expect(try Store(path: path, mode: .readOnly).listed() == ["anna@example.net"])
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  // MARK: Older versions

  private let next = Schema(
    migrations: Migration.all + [
      Migration(number: 90, sql: "ALTER TABLE event ADD COLUMN tag TEXT")
    ])

  private func open(_ file: TemporaryStore, _ mode: Store.Mode, _ schema: Schema) throws -> Store {
    try Store(path: file.path, mode: mode, busyTimeout: 1, schema: schema)
  }

  @Test(arguments: [Store.Mode.readOnly, .readWrite])
  func anOlderFileIsBroughtUpToDate(mode: Store.Mode) throws {
    let file = try TemporaryStore()
    try file.open().ingest([event("anna@example.net")])
    let store = try open(file, mode, next)
    #expect(try store.listed() == ["anna@example.net"])
    let tags = try store.access { try Row.fetchAll($0, sql: "SELECT tag FROM event") }
    #expect(tags.count == 1)
    let known = try #require(Migration.all.last?.number)
    #expect(throws: StoreError.newer(path: file.path, version: 90, known: known)) {
      try file.open()
    }
  }

  @Test func aStepThatFailsLeavesTheFileAsItWas() throws {
    let file = try TemporaryStore()
    try file.open().ingest([event("anna@example.net")])
    let broken = Schema(
      migrations: Migration.all + [
        Migration(number: 90, sql: "CREATE TABLE extra (id INTEGER); SELECT * FROM nowhere;")
      ])
    #expect(throws: StoreError.self) { try open(file, .readWrite, broken) }
    let tables = try file.open().access { database in
      try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE name = 'extra'")
    }
    #expect(tables.isEmpty)
  }

  @Test func migrationsAreNumberedInOrder() {
    let numbers = Migration.all.map(\.number)
    #expect(numbers == numbers.sorted())
    #expect(Set(numbers).count == numbers.count)
  }

  /// What was derived by other rules is derived anew.
  @Test func anotherEditionOfTheRulesIsApplied() throws {
    let file = try TemporaryStore()
    try file.open().ingest([event("anna@example.net")])
    try file.open().access { database in
      try database.execute(
        sql: "DELETE FROM verdict; UPDATE setting SET value = '0' WHERE name = 'policy-edition'")
    }
    #expect(try file.open(.readOnly).listed().isEmpty)
    #expect(try file.open().listed() == ["anna@example.net"])
  }

  // MARK: Where it is

  @Test func theStandardPlace() {
    func path(_ environment: [String: String]) -> String {
      StoreLocation.standard { environment[$0] }
    }
    #expect(path(["REBOUND_DB": "/srv/b.db", "HOME": "/home/a"]) == "/srv/b.db")
    #expect(path(["XDG_DATA_HOME": "/data", "HOME": "/home/a"]) == "/data/rebound/rebound.db")
    #expect(path(["XDG_DATA_HOME": "data", "HOME": "/h"]) == "/h/.local/share/rebound/rebound.db")
    #expect(path(["REBOUND_DB": "", "HOME": "/h"]) == "/h/.local/share/rebound/rebound.db")
    #expect(path([:]) == "rebound.db")
  }

  @Test func everyErrorSaysWhatToDo() {
    let errors: [StoreError] = [
      .missing(path: "x"), .notADatabase(path: "x"), .foreign(path: "x"),
      .newer(path: "x", version: 2, known: 1), .older(path: "x", version: 1, known: 2),
      .damaged(path: "x", detail: "d"), .locked(path: "x"), .readOnly(path: "x"),
      .replaced(path: "x"), .inputOutput(path: "x", detail: "d"), .diskFull(path: "x"),
      .cannotOpen(path: "x", detail: "d"), .failed(path: "x", detail: "d"),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("x: "))
      #expect(error.description.contains(";"), "\(error)")
    }
  }
}
