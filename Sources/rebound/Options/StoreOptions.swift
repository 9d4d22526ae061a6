import ArgumentParser
import Store

/// Which store, and how long to wait for it.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp(
      "The store. Without it: $REBOUND_DB, else $XDG_DATA_HOME/rebound/rebound.db.",
      valueName: "file"))
  var path: String?

  @Option(help: ArgumentHelp("How long to wait for another writer.", valueName: "seconds"))
  var busyTimeout: Double = 60

  func openForReading() throws -> Store {
    try Store(path: path ?? StoreLocation.standard(), mode: .readOnly, busyTimeout: busyTimeout)
  }

  func openForWriting() throws -> Store {
    try Store(path: path ?? StoreLocation.standard(), mode: .readWrite, busyTimeout: busyTimeout)
  }

  func validate() throws {
    guard busyTimeout >= 0, busyTimeout <= 86_400 else {
      throw ValidationError("--busy-timeout takes seconds, from 0 to 86400.")
    }
  }
}
