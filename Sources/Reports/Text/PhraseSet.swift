import Octets

/// Phrases that are looked for all at once, ASCII letters in any case.
///
/// At each position of a text only the phrases that begin with the two octets there are compared, so the
/// time a text takes does not grow with the number of phrases.
struct PhraseSet: Sendable {
  /// By the sum of the first two octets, folded: where the bucket starts in `phrases`.
  private let bucketStarts: [UInt16]
  private let phrases: [StaticString]

  private static let bucketCount = 512

  /// - Parameter phrases: In lower case, of two octets or more.
  init(_ phrases: [StaticString]) {
    var buckets = [[StaticString]](repeating: [], count: PhraseSet.bucketCount)
    for phrase in phrases where phrase.utf8CodeUnitCount >= 2 {
      buckets[phrase.withUTF8Buffer { PhraseSet.bucket($0[0], $0[1]) }].append(phrase)
    }
    var starts: [UInt16] = [0]
    for bucket in buckets { starts.append(starts[starts.count - 1] + UInt16(bucket.count)) }
    bucketStarts = starts
    self.phrases = buckets.flatMap { $0 }
  }

  private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) &* 31 &+ Int(second)) & (bucketCount - 1)
  }

  func occurs(in text: Bytes) -> Bool {
    guard text.count >= 2 else { return false }
    for position in 0..<text.count - 1 where isPhrase(at: position, in: text) { return true }
    return false
  }

  /// Whether the text begins with one of the phrases.
  func begins(_ text: Bytes) -> Bool {
    text.count >= 2 && isPhrase(at: 0, in: text)
  }

  private func isPhrase(at position: Int, in text: Bytes) -> Bool {
    let bucket = PhraseSet.bucket(text[position].lowercased, text[position + 1].lowercased)
    var index = Int(bucketStarts[bucket])
    let end = Int(bucketStarts[bucket + 1])
    while index < end {
      if text.hasPrefixFolded(phrases[index], at: position) { return true }
      index += 1
    }
    return false
  }
}
