import Octets

/// A rejection text cut into what phrases are made of.
struct TokenisedText {
  /// How many octets of a text are looked at. Replies have at most a few kilobytes (RFC 5321 section
  /// 4.5.3.1.5 allows 512 octets a line); what is longer is a whole message that nobody cut.
  static let lookedAt = 16 << 10

  let text: Bytes
  var tokens: [Token] = []
  var spans: [Span] = []

  init(_ text: Bytes, vocabulary: Vocabulary) {
    self.text = text.prefix(Self.lookedAt)
    var tokeniser = Tokeniser(self.text, vocabulary: vocabulary)
    tokeniser.run()
    // Taken over, not shared: an array that two values hold is counted and copied.
    swap(&tokens, &tokeniser.tokens)
    swap(&spans, &tokeniser.spans)
  }
}
