import Mail
import Octets

/// What the reading side of an ingest hands to the judging side.
public enum SourceItem: Sendable {
  case message(MailItem)
  /// A file or member that could not be read, and why.
  case failure(source: String, reason: String)
  /// A file that is no mail.
  case passedOver(source: String)
  /// A file or folder of which all messages came before.
  case finished(FinishedSource)

  public init(_ step: MailSource.Step) {
    switch step {
    case .message(let item): self = .message(item)
    case .failure(let failure): self = .failure(source: failure.source, reason: "\(failure)")
    case .passedOver(let source): self = .passedOver(source: source)
    case .finished(let source): self = .finished(source)
    }
  }
}
