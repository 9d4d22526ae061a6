import Model
import Octets

extension SMTPStage {
  /// The stage of which `command` is the command, as a report names it in a field of its own. DATA there means the
  /// reply to the message: a refusal before it is rarer than one after it.
  static func namedBy(_ command: Bytes) -> SMTPStage? {
    let command = command.trimmed()
    if command.hasPrefixFolded("data") || command.hasPrefix(".") { return .endOfData }
    if command.hasPrefixFolded("rcpt") { return .rcpt }
    if command.hasPrefixFolded("mail") { return .mail }
    if command.hasPrefixFolded("ehlo") || command.hasPrefixFolded("helo") { return .helo }
    if command.hasPrefixFolded("conn") { return .connect }
    return nil
  }
}
