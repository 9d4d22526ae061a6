import Foundation
import GRDB
import Synchronization

/// A second connection, on a thread of its own, that reads some of what the first one sees.
///
/// It may have come upon a later state of the store than the first connection: whether anything was committed
/// between the two, SQLite tells by the first connection's data version. Then, and where the second connection
/// fails for any reason, the first has to read all by itself.
final class ReadingTwin<Part: Sendable>: Sendable {
  enum Outcome {
    case read(Part)
    /// It was not allowed to begin.
    case notRead
    case failed
  }

  private struct State {
    var hasBegun = false
    var mayRead = false
    var part: Part?
  }

  private let state = Mutex(State())
  private let begun = DispatchSemaphore(value: 0)
  private let decided = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let version: Int64?

  /// - Parameters:
  ///   - database: The first connection, which must not be in a transaction yet.
  ///   - read: Called on the other thread.
  init(
    path: String, _ database: Database, read: @escaping @Sendable (Database) throws -> Part
  ) throws {
    version = try Self.version(database)
    Thread.detachNewThread { self.run(path, read) }
    begun.wait()
  }

  private func run(_ path: String, _ read: @Sendable (Database) throws -> Part) {
    try? Store(path: path, mode: .readOnly).access { database in
      try database.inTransaction(.deferred) {
        // What a transaction sees is settled when it reads for the first time.
        _ = try Self.version(database)
        state.withLock { $0.hasBegun = true }
        begun.signal()
        decided.wait()
        if state.withLock({ $0.mayRead }) {
          let part = try read(database)
          state.withLock { $0.part = part }
        }
        return .commit
      }
    }
    begun.signal()
    ended.signal()
  }

  /// Lets the other connection read if it sees what the first one sees, which is in its transaction now.
  func begin(_ database: Database) throws {
    let isSame = try Self.version(database) == version
    state.withLock { $0.mayRead = $0.hasBegun && isSame }
    decided.signal()
  }

  /// What has become of it, once it has ended.
  func outcome() -> Outcome {
    ended.wait()
    return state.withLock { state in
      if let part = state.part { return .read(part) }
      return state.mayRead ? .failed : .notRead
    }
  }

  /// Lets the thread go where it was never told to begin.
  func release() { decided.signal() }

  private static func version(_ database: Database) throws -> Int64? {
    try Int64.fetchOne(database, sql: "PRAGMA data_version")
  }
}
