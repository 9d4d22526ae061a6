import Model

/// One unit of a rejection text, as phrases see it.
struct Token: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// A run of letters and digits, or one character of a script that writes no spaces.
    case word
    /// Digits only.
    case number
    /// An IPv4 or IPv6 address.
    case ip
    /// A mail address.
    case address
    /// A dotted name: a host or a domain.
    case name
    /// A reply code. Phrases run through it.
    case reply
    /// An enhanced status code. Phrases run through it, too.
    case status
    /// A word that changes no meaning here: "is", "the". Phrases do not have it, and run through it.
    case filler
  }

  var kind: Kind
  /// Whether it stands inside a URL, where only `url:` phrases look.
  var inURL: Bool
  /// Whether a sentence ends behind it: phrases do not run on.
  var endsSentence = false
  /// Whether a quoted reply begins with it: "host mx.example.net [192.0.2.1]: 550 …".
  var isQuotedReply = false
  /// Where it stands in the text, in octets.
  var start: Int32
  var end: Int32
  /// Of the folded word or the whole name; for a code the code itself; 0 for other tokens.
  var hash: UInt64
  /// Its number in the vocabulary of the phrases.
  var word: UInt32

  @inline(__always)
  var isCode: Bool { kind == .reply || kind == .status }

  /// Whether phrases run through it as if it were not there.
  @inline(__always)
  var isNeverCounted: Bool { isCode || kind == .filler }

  /// Whether a phrase may run through it: the words a server puts into its sentences.
  var isTransparent: Bool {
    switch kind {
    case .ip, .address, .name: true
    case .word, .number, .reply, .status, .filler: false
    }
  }
}

/// What the codes of a text are is kept with their tokens: most texts have one or two.
extension Token {
  init(_ reply: ReplyCode, start: Int, end: Int, isQuoted: Bool) {
    self.init(
      kind: .reply, inURL: false, isQuotedReply: isQuoted, start: Int32(start), end: Int32(end),
      hash: UInt64(reply.rawValue), word: Vocabulary.unknown)
  }

  init(_ status: EnhancedStatus, start: Int, end: Int) {
    self.init(
      kind: .status, inURL: false, start: Int32(start), end: Int32(end),
      hash: UInt64(status.packed), word: Vocabulary.unknown)
  }

  var reply: ReplyCode? { kind == .reply ? ReplyCode(rawValue: Int(hash)) : nil }

  var status: EnhancedStatus? {
    guard kind == .status else { return nil }
    let packed = Int(hash)
    return EnhancedStatus(packed / 1_000_000, packed / 1_000 % 1_000, packed % 1_000)
  }
}

/// A part of the text that is no word of the sentence itself: an identifier, a URL, an address.
struct Span {
  enum Kind: UInt8 {
    case ip, address, name, url, identifier, number, time
  }
  var kind: Kind
  var start: Int32
  var end: Int32
}
