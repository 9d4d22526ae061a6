import Model
import Octets

/// A rejection text cut into what phrases are made of.
struct TokenisedText {
  /// How many octets of a text are looked at. Replies have at most a few kilobytes (RFC 5321 section
  /// 4.5.3.1.5 allows 512 octets a line); what is longer is a whole message that nobody cut.
  static let lookedAt = 16 << 10

  let text: Bytes
  var tokens: [Token] = []
  var spans: [Span] = []
  /// The enhanced codes the text shows, with the token each is.
  var statuses: [(status: EnhancedStatus, token: Int)] = []
  /// The reply codes the text shows, with the token each is.
  var replies: [(reply: ReplyCode, token: Int)] = []
  /// The tokens with which a quoted reply begins: "host mx.example.net [192.0.2.1]: 550 …".
  var quotedReplies: [Int] = []

  init(_ text: Bytes, vocabulary: Vocabulary) {
    self.text = text.prefix(Self.lookedAt)
    var tokeniser = Tokeniser(self.text, vocabulary: vocabulary)
    tokeniser.run()
    // Taken over, not shared: an array that two values hold is counted and copied.
    swap(&tokens, &tokeniser.tokens)
    swap(&spans, &tokeniser.spans)
    swap(&statuses, &tokeniser.statuses)
    swap(&replies, &tokeniser.replies)
    swap(&quotedReplies, &tokeniser.quotedReplies)
  }
}
