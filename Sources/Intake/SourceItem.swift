import Octets
import Store

/// What the reading side of an ingest hands to the judging side.
public enum SourceItem: Sendable {
  /// One message: where it was read, where it starts there in octets, and the message itself.
  case message(source: String, position: Int64, octets: Bytes)
  /// A file or member that could not be read, and why.
  case failure(source: String, reason: String)
  /// All before this was read: what to remember of the file.
  case mark(SourceMark)
}
