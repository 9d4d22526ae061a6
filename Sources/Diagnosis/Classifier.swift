import Model
import Octets

/// Names the cause of a failure from what was said. One value serves all threads.
public struct Classifier: Sendable {
  /// The rules Rebound comes with.
  public static let standard = Classifier()

  public func classify(_ evidence: Evidence) -> Finding {
    Finding(cause: .undefined, permanent: false, rule: "nothing", basis: .nothing, confidence: 0)
  }
}
