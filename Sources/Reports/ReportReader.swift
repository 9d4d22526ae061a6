import Mail
import Octets

/// Reads what a message says about the delivery of other messages.
public struct ReportReader: Sendable {
  public init() {}

  /// Total: any message gives a report, at worst one of kind `notABounce`.
  public func read(_ message: Message) -> Report {
    Report(kind: .notABounce)
  }
}
