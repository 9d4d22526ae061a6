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
    /// A reply code or an enhanced status code. Phrases run through it.
    case code
    /// A word that changes no meaning here: "is", "the". Phrases do not have it, and run through it.
    case filler
  }

  var kind: Kind
  /// Whether it stands inside a URL, where only `url:` phrases look.
  var inURL: Bool
  /// Whether a sentence ends behind it: phrases do not run on.
  var endsSentence = false
  /// Where it stands in the text, in octets.
  var start: Int32
  var end: Int32
  /// Of the folded word or the whole name; 0 for tokens that are no words.
  var hash: UInt64
  /// Its number in the vocabulary of the phrases.
  var word: UInt32

  /// Whether phrases run through it as if it were not there.
  @inline(__always)
  var isNeverCounted: Bool { kind == .code || kind == .filler }

  /// Whether a phrase may run through it: the words a server puts into its sentences.
  var isTransparent: Bool {
    switch kind {
    case .ip, .address, .name: true
    case .word, .number, .code, .filler: false
    }
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
