import Model
import Octets

/// What the reporting host did (RFC 3464 section 2.3.3).
enum DeliveryAction {
  case failed, delayed, delivered, relayed, expanded

  /// Tolerates other endings (`failure`), a gloss behind the word, and words of software that has its own.
  init?(_ value: Bytes) {
    let word = value.trimmed()
    if word.hasPrefixFolded("fail") {
      self = .failed
    } else if word.hasPrefixFolded("delay") || word.hasPrefixFolded("defer")
      || word.hasPrefixFolded("retr")
    {
      self = .delayed
    } else if word.hasPrefixFolded("deliver") || word.hasPrefixFolded("succe") {
      self = .delivered
    } else if word.hasPrefixFolded("relay") {
      self = .relayed
    } else if word.hasPrefixFolded("expand") {
      self = .expanded
    } else if word.hasPrefixFolded("expire") || word.hasPrefixFolded("bounce")
      || word.hasPrefixFolded("reject") || word.hasPrefixFolded("undeliver")
      || word.hasPrefixFolded("error") || word.hasPrefixFolded("fai")
    {
      self = .failed
    } else {
      return nil
    }
  }

  var event: EventKind {
    switch self {
    case .failed: .failed
    case .delayed: .delayed
    case .delivered, .relayed, .expanded: .delivered
    }
  }
}
