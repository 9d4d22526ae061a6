import GRDB
import Model
import Policy

extension Store {
  /// The policy in force.
  func policy() throws -> Policy { .standard }
}
