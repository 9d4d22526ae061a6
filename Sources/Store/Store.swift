import GRDB
import Migrations
import Model
import Policy

/// The SQLite file.
public final class Store: Sendable {
  public init() {}
}
