import Mail
import Octets

/// What a free-text dialect reads: the words of the report itself, without the returned original.
struct Notice: Sendable {
  let message: Message
  /// The readable text of the report in UTF-8, up to where the returned original begins.
  let text: Bytes
  /// The returned original or its header, where one was found.
  let original: Bytes
  /// Decoded, "" where absent.
  let subject: Bytes
  /// The address of the report's author, in lower case, "" where absent.
  let from: Bytes
}
