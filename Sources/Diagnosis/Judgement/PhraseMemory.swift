import Octets
import Synchronization

/// Remembers what the phrases of texts tell, for as long as mail is read: a few hundred sentences make up
/// most rejections, and looking for phrases is what most of the time of a diagnosis goes into.
///
/// What it answers is what `PhraseReading` would answer: it changes nothing but the time. One that several
/// threads use is correct, and slower than one for each.
final class PhraseMemory: Sendable {
  /// Longer texts are seldom the same twice.
  private static let maximumTokens = 512
  /// So many texts are remembered; then all are forgotten, and what still comes is soon known again.
  private static let capacity = 4_096

  private let known = Mutex<[[UInt64]: PhraseReading]>([:])

  func reading(of tokens: [Token], _ set: RuleSet) -> PhraseReading {
    guard tokens.count <= Self.maximumTokens else { return PhraseReading(tokens, set) }
    let symbols = tokens.map(\.asPhrasesSeeIt)
    if let reading = known.withLock({ $0[symbols] }) { return reading }
    let reading = PhraseReading(tokens, set)
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[symbols] = reading
    }
    return reading
  }
}

extension Token {
  /// All that the matcher looks at.
  fileprivate var asPhrasesSeeIt: UInt64 {
    UInt64(word) << 16 | UInt64(kind.rawValue) << 8 | (inURL ? 2 : 0) | (endsSentence ? 1 : 0)
  }
}
