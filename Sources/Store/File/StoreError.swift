import GRDB

/// What can be wrong with the store. Parsing never throws; files and databases do.
public enum StoreError: Error, Sendable, Equatable {
  /// There is no file there, and the command only reads.
  case missing(path: String)
  /// Not an SQLite file.
  case notADatabase(path: String)
  /// An SQLite file that another program owns.
  case foreign(path: String)
  /// Written by a later version.
  case newer(path: String, version: Int, known: Int)
  /// Written by an earlier version, and not writable, so that it cannot be brought up to date.
  case older(path: String, version: Int, known: Int)
  /// Truncated or damaged.
  case damaged(path: String, detail: String)
  /// Another process has been writing for longer than the time to wait.
  case locked(path: String)
  case readOnly(path: String)
  /// The file was removed, or another put in its place, while it was in use.
  case replaced(path: String)
  /// The disk, or the file system, reports an error.
  case inputOutput(path: String, detail: String)
  case diskFull(path: String)
  case cannotOpen(path: String, detail: String)
  /// No such decision, or one that was taken back already.
  case noSuchDecision(Int64)
  /// Anything else SQLite reports.
  case failed(path: String, detail: String)

  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, detail: "\(error)")
      return
    }
    let detail = error.message ?? "\(error.extendedResultCode)"
    // The file that readers and writers share cannot grow.
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
      self = .diskFull(path: path)
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_IOERR: self = .inputOutput(path: path, detail: detail)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM: self = .cannotOpen(path: path, detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, and what to do. No address stands in it.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no store yet; `rebound ingest` makes one"
    case .notADatabase(let path):
      "\(path): not a store: the file is no SQLite database; name another one with --db"
    case .foreign(let path):
      "\(path): not a store: the database belongs to another program; name another one with --db"
    case .newer(let path, let version, let known):
      "\(path): written by a later version of rebound (schema \(version), this one knows \(known)); "
        + "update rebound"
    case .older(let path, let version, let known):
      "\(path): written by an earlier version of rebound (schema \(version), this one needs \(known)) "
        + "and not writable; run any command once as its owner"
    case .damaged(let path, let detail):
      "\(path): damaged (\(detail)); put a backup in its place, or ingest the mail anew into a new file"
    case .locked(let path):
      "\(path): another process is writing; try again later, or wait longer with --busy-timeout"
    case .readOnly(let path):
      "\(path): not writable; check the owner and mode of the file and its directory"
    case .replaced(let path):
      "\(path): was removed or replaced while in use, and what was written went with it; "
        + "no mail was removed since: see to the file and run again"
    case .inputOutput(let path, let detail):
      "\(path): reading or writing failed (\(detail)); check the disk and the directory and run again: "
        + "what was committed is kept"
    case .diskFull(let path):
      "\(path): the disk is full; nothing was half written: free some space and run again"
    case .cannotOpen(let path, let detail):
      "\(path): cannot be opened (\(detail)); check the path, owner and mode"
    case .noSuchDecision(let id):
      "there is no decision \(id) that could be taken back"
    case .failed(let path, let detail):
      "\(path): \(detail); `rebound verify` tells whether the file is damaged"
    }
  }
}
