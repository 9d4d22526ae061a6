import Model
import Octets

extension Evidence {
  /// How much of a text without any structure is kept as what was said.
  static let textLimit = 4_096

  /// Takes what is missing.
  mutating func fill(from other: Evidence) {
    if text.isEmpty { text = other.text }
    reply = reply ?? other.reply
    status = status ?? other.status
    remoteHost = remoteHost ?? other.remoteHost
    stage = stage ?? other.stage
  }

  /// Takes the words of a fuller account of the same refusal; its codes only where there are none that say
  /// anything, since it mixes the replies of all hosts concerned.
  mutating func replaceWords(from other: Evidence) {
    if other.text.count > text.count || text.firstIndex(where: \.isLetter) == nil {
      text = other.text
    }
    reply = reply ?? other.reply
    if status.map({ $0.subject == 0 && $0.detail == 0 }) ?? true { status = other.status ?? status }
    remoteHost = remoteHost ?? other.remoteHost
    stage = stage ?? other.stage
  }
}
