import Octets

/// Articles and prepositions that lean on the word behind them: "l'utilisateur" and "dell'utente" are
/// "utilisateur" and "utente". "n'existe" and "don't" stay one word, since what leans on them is a no.
enum Elision {
  private static let elided: [[UInt8]] =
    ["l", "d", "un", "qu", "all", "dell", "dall", "nell", "sull"].map { Array($0.utf8) }

  /// Where the word proper begins in a word with an apostrophe; nil where nothing leans on it.
  static func end(in word: Bytes) -> Int? {
    guard let apostrophe = word.firstIndex(of: 0x27, from: 0), apostrophe + 1 < word.count,
      isElided(word[0..<apostrophe].lowercased().array)
    else { return nil }
    return apostrophe + 1
  }

  /// - Parameter word: What stands before an apostrophe, folded.
  static func isElided(_ word: [UInt8]) -> Bool { elided.contains(word) }
}
