import Diagnosis
import Mail
import Reports
import Store

/// Brings mail into the store.
public struct Ingest: Sendable {
  public init() {}
}
