/// What a word stands for in phrases. Every literal word, list of words and beginning of words that the
/// phrases have is a symbol of its own; a word of a text has all the symbols it can be.
typealias Symbol = UInt32

/// Symbols that stand for kinds of tokens instead of words.
enum Placeholder {
  static let number: Symbol = 1
  static let ip: Symbol = 2
  static let address: Symbol = 3
  static let name: Symbol = 4
  static let word: Symbol = 5
  static let firstOrdinary: Symbol = 8
}
