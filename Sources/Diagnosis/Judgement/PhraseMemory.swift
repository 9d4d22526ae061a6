import Foundation
import Octets

/// Remembers what the phrases of texts tell, for as long as mail is read: a few hundred sentences make up
/// most rejections, and looking for phrases is what most of the time of a diagnosis goes into.
///
/// What it answers is what `PhraseReading` would answer: it changes nothing but the time. One that several
/// threads use is correct, and slower than one for each.
///
/// The lock is one that the thread sanitizer knows: of `Mutex` it does not see what a thread that has to wait does.
final class PhraseMemory: @unchecked Sendable {
  /// Longer texts are seldom the same twice.
  private static let maximumTokens = 512
  /// So many texts are remembered; then all are forgotten, and what still comes is soon known again.
  private static let capacity = 4_096

  private struct Known {
    /// All that phrases see of the text: two texts may have one hash.
    var symbols: [UInt64]
    var reading: PhraseReading
  }

  private let lock = NSLock()
  /// Guarded by `lock`.
  private var known: [UInt64: Known] = [:]

  func reading(of tokens: [Token], _ set: RuleSet) -> PhraseReading {
    guard tokens.count <= Self.maximumTokens else { return PhraseReading(tokens, set) }
    let hash = Self.hash(tokens)
    let held = lock.withLock { () -> PhraseReading? in
      guard let held = known[hash], Self.isSame(held.symbols, tokens) else { return nil }
      return held.reading
    }
    if let held { return held }
    let reading = PhraseReading(tokens, set)
    lock.withLock {
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[hash] = Known(symbols: tokens.map(\.asPhrasesSeeIt), reading: reading)
    }
    return reading
  }

  private static func hash(_ tokens: [Token]) -> UInt64 {
    var hash = UInt64(tokens.count)
    for token in tokens {
      hash = (hash ^ token.asPhrasesSeeIt) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return hash
  }

  private static func isSame(_ symbols: [UInt64], _ tokens: [Token]) -> Bool {
    guard symbols.count == tokens.count else { return false }
    for index in symbols.indices where symbols[index] != tokens[index].asPhrasesSeeIt {
      return false
    }
    return true
  }
}

extension Token {
  /// All that `PhraseReading` looks at.
  fileprivate var asPhrasesSeeIt: UInt64 {
    UInt64(word) << 16 | UInt64(kind.rawValue) << 8 | (isQuotedReply ? 4 : 0) | (inURL ? 2 : 0)
      | (endsSentence ? 1 : 0)
  }
}
