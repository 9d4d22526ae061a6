import Foundation
import Octets
import Testing

@testable import Mail

extension MailSource {
  /// All messages; throws where there is a failure.
  func items() throws -> [MailItem] {
    var source = self
    var items: [MailItem] = []
    while let step = source.next() {
      switch step {
      case .message(let item): items.append(item)
      case .failure(let failure): throw failure
      case .finished, .passedOver: break
      }
    }
    return items
  }
}

@Suite struct MailSourceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Each message as `path: first line`, each failure as `path! reason`, paths below the folder.
  private func read(_ names: [String] = [""], limits: Limits = .standard) -> [String] {
    var source = MailSource(
      names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 }, limits: limits)
    var found: [String] = []
    while let step = source.next() {
      switch step {
      case .message(let item):
        found.append(
          "\(item.source.dropFirst(folder.path.count + 1)): \(item.octets[..<item.octets.endOfLine(from: 0)])"
        )
      case .failure(let failure):
        found.append("\(failure.source.dropFirst(folder.path.count + 1))! \(failure.reason)")
      case .finished, .passedOver: break
      }
    }
    return found
  }

  @Test func aMaildirWithFolders() throws {
    for (name, text) in [
      ("new/2.M2.host", "A: new"), ("cur/1.M1.host:2,S", "A: cur"), ("tmp/3.M3.host", "A: tmp"),
      (".Sent/cur/1", "A: sent"), (".Sent/tmp/2", "A: sent tmp"), (".Sent.Old/new/1", "A: old"),
      ("Work/cur/1", "A: work"), ("control/x", "A: control"), ("dovecot-uidlist", "3 V1"),
      ("cur/.hidden", "A: hidden"), ("cur/sub/x", "A: sub"), (".notes/x", "A: notes"),
      ("new/4.M4.host", MboxTests.line + "A: one\n\n" + MboxTests.line + "B: of it\n"),
    ] { try folder.write(name, text) }
    #expect(
      read() == [
        ".Sent/cur/1: A: sent", ".Sent.Old/new/1: A: old", "Work/cur/1: A: work",
        "cur/1.M1.host:2,S: A: cur",
        "new/2.M2.host: A: new", "new/4.M4.host: \(MboxTests.line.dropLast())",
      ])
  }

  /// What another program does between the listing of a folder and the reading of its messages.
  @Test func aRenamedMessageIsReadUnderItsNewName() throws {
    for name in ["cur/1.host:2,", "new/2.host", "new/3.host", "new/4.host"] {
      try folder.write(name, "A: \(name.prefix(5))")
    }
    var source = MailSource([folder.path])
    var sources: [String] = []
    while let step = source.next() {
      switch step {
      case .message(let item): sources.append(String(item.source.dropFirst(folder.path.count + 1)))
      case .failure(let failure):
        #expect(failure.reason == .vanished)
        sources.append("\(failure.source.dropFirst(folder.path.count + 1))!")
      case .finished, .passedOver: break
      }
      guard sources.last == "new/2.host" else { continue }
      let files = FileManager.default
      for (old, new) in [("new/3.host", "cur/3.host:2,S"), ("new/4.host", "")] {
        let path = folder.path + "/" + old
        if new.isEmpty {
          try? files.removeItem(atPath: path)
        } else {
          try? files.moveItem(atPath: path, toPath: folder.path + "/" + new)
        }
      }
    }
    #expect(sources == ["cur/1.host:2,", "new/2.host", "4.host!", "cur/3.host:2,S"])
  }

  @Test func otherFolders() throws {
    for (name, text) in [
      ("inbox/1", "A: 1"), ("inbox/10", "A: 10"), ("inbox/2", "A: 2"),
      ("inbox/.mh_sequences", "cur: 1"),
      ("b.eml", "A: b"), ("a/deep/er/x.eml", "A: x"), ("tmp/y", "A: y"), (".hidden/z", "A: z"),
      ("empty", ""),
      ("mbox", MboxTests.line + "A: 1\n\n" + MboxTests.line + "B: 2\n"),
      ("Maildir/new/1", "A: new"),
      ("Maildir/x", "A: no"),
    ] { try folder.write(name, text) }
    #expect(
      read() == [
        "Maildir/new/1: A: new", "a/deep/er/x.eml: A: x", "b.eml: A: b", "inbox/1: A: 1",
        "inbox/2: A: 2",
        "inbox/10: A: 10", "mbox: A: 1", "mbox: B: 2", "tmp/y: A: y",
      ])
  }

  @Test func severalPathsInTheirOrder() throws {
    try folder.write("b/1", "A: b1")
    try folder.write("a", "A: a")
    #expect(read(["b", "a", "b/1"]) == ["b/1: A: b1", "a: A: a", "b/1: A: b1"])
    #expect(read([]) == [])
  }

  @Test func whatIsMissingOrUnreadableIsReportedAndPassed() throws {
    try folder.write("a", "A: a")
    try folder.write("z/1", "A: z")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/z/0", withDestinationPath: folder.path + "/nowhere")
    try folder.write("d/1", Array([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3] + Array("damage".utf8)))
    #expect(
      read(["none", "a", "a/b", "d", "z"]) == [
        "none! noSuchPath", "a: A: a", "a/b! noSuchPath", "d/1! damaged(Mail.Compression.gzip)",
        "z/0! noSuchPath", "z/1: A: z",
      ])
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func whatMayNotBeReadIsReported() throws {
    let path = try folder.write("a", "A: a")
    try folder.write("b", "A: b")
    chmod(path, 0)
    #expect(read() == ["a! unreadable(13)", "b: A: b"])
  }

  @Test func linksAreFollowedButNotInCircles() throws {
    try folder.write("a/1", "A: 1")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a/up", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/a/1")
    #expect(read() == ["a/1: A: 1", "link: A: 1"])
  }

  @Test func pipesInFoldersAreNotWaitedFor() throws {
    mkfifo(folder.path + "/fifo", 0o600)
    try folder.write("m", "A: m")
    #expect(read() == ["m: A: m"])
  }

  @Test func foldersDeeperThanTheLimit() throws {
    var limits = Limits.standard
    limits.folderDepth = 2
    try folder.write("a/b/c", "A: c")
    try folder.write("a/d", "A: d")
    #expect(read(limits: limits) == ["a/b! tooDeep", "a/d: A: d"])
  }

  @Test func aNameThatIsNotUTF8() throws {
    let folder = FilePath(self.folder.path)
    let path = folder.appending(Bytes([0x61, 0xFF]))
    let descriptor = path.withCString { open($0, O_CREAT | O_WRONLY, 0o600) }
    #expect(write(descriptor, "A: odd", 6) == 6)
    close(descriptor)
    #expect(read() == ["a\u{FFFD}: A: odd"])
  }

  @Test func aSingleFileBeyondTheLimitIsCut() throws {
    var limits = Limits.standard
    limits.messageSize = 10
    try folder.write("a", "A: 1\n\n0123456789")
    let items = try MailSource([folder.path], limits: limits).items()
    #expect(items.map(\.octets) == ["A: 1\n\n0123"])
    #expect(items.map(\.isCut) == [true])
  }

  /// What was read is told at its end, so that it can be remembered.
  @Test func whatWasReadToItsEndIsTold() throws {
    try folder.write("a", "A: a")
    try folder.write("b", MboxTests.line + "A: 1\n\n" + MboxTests.line + "B: 2\n")
    try folder.write("c/cur/1", "A: 1")
    try folder.write("d", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF])
    var source = MailSource([folder.path])
    var found: [String] = []
    while let step = source.next() {
      guard case .finished(let end) = step else { continue }
      found.append("\(end.stamp.path.dropFirst(folder.path.count + 1)) \(end.kind) \(end.position)")
    }
    #expect(found == ["a message 0", "b mailbox 50", "c/cur/1 maildirMessage 0", "c/cur folder 0"])
  }

  @Test func whatIsRememberedIsNotReadAgain() throws {
    final class Memory: SourceMemory {
      func isUnchanged(folder: FileStamp) -> Bool { folder.path.hasSuffix("new") }
      func isRead(_ file: FileStamp) -> Bool { file.path.hasSuffix("1") }
      func position(in file: FileStamp, head: FileHead) -> Int { 0 }
    }
    for name in ["new/5", "cur/1", "cur/2"] { try folder.write(name, "A: \(name)") }
    let items = try MailSource([folder.path], memory: Memory()).items()
    #expect(items.map(\.octets) == ["A: cur/2"])
  }

  @Test func failuresSpeakPlainly() {
    func text(_ reason: MailFailure.Reason) -> String {
      MailFailure(source: "x", reason: reason).description
    }
    #expect(text(.noSuchPath) == "x: no such file or folder")
    #expect(text(.unreadable(EACCES)) == "x: Permission denied")
    #expect(text(.tooDeep) == "x: folders stand too deep in folders")
    #expect(text(.damaged(.xz)) == "x: damaged or truncated xz data")
    #expect(text(.tooLarge(.zstd)) == "x: the zstd data is larger than the limit")
  }
}
