import Octets

/// Where in the SMTP dialogue a refusal was given.
public enum SMTPStage: String, Sendable, Codable, CaseIterable {
  case connect
  case helo = "HELO"
  case mail = "MAIL"
  case rcpt = "RCPT"
  case data = "DATA"
  /// The reply to the end of the message.
  case endOfData = "end of DATA"
}

/// What was said about one recipient: all that the cause is named from.
public struct Evidence: Sendable {
  /// The diagnostic text as it was found, in UTF-8; several lines are separated by LF.
  public var text: Bytes
  /// The SMTP reply code the report shows, if any: never one made up from another field.
  public var reply: ReplyCode?
  /// The enhanced status code the report shows, if any.
  public var status: EnhancedStatus?
  /// The host that gave the answer, where the report names it, in UTF-8.
  public var remoteHost: Bytes?
  public var stage: SMTPStage?
  /// The dialect or software that wrote the report, where known: `exim`, `exchange-online`, …
  public var dialect: String?

  public init(
    text: Bytes, reply: ReplyCode? = nil, status: EnhancedStatus? = nil,
    remoteHost: Bytes? = nil, stage: SMTPStage? = nil, dialect: String? = nil
  ) {
    self.text = text
    self.reply = reply
    self.status = status
    self.remoteHost = remoteHost
    self.stage = stage
    self.dialect = dialect
  }
}

/// The cause that was named, and everything that was learnt on the way.
public struct Finding: Sendable, Equatable {
  /// What decided.
  public enum Basis: String, Sendable, Codable {
    case words, status, reply, weights, nothing
  }

  public var cause: Cause
  /// The same thing's name in Sisimai 5.
  public var sisimai: String
  /// Whether the same message to the same address would fail again.
  public var permanent: Bool
  /// The id of the rule that decided: `gmail-over-quota-inactive`, `status-5.1.1`, `reply-550`, …
  public var rule: String
  public var basis: Basis
  /// 0 to 1.
  public var confidence: Double
  /// The codes the decision rests on: those of the evidence, or found in its text.
  public var reply: ReplyCode?
  public var status: EnhancedStatus?
  /// The blocklist's name as people know it (`Spamhaus ZEN`), where one is named.
  public var blocklist: String?
  /// The text with its substituted words taken out: `550 5.7.1 Mail from <ip> refused by <blocklist>`.
  public var template: String
  /// The words taken out, in the template's order.
  public var substitutions: [Substitution]
  /// Whose host or software answered, as the rule files name it (`google`), where that was seen.
  public var provider: String?
  /// What the words name besides the cause.
  public var particulars: Particulars

  public init(
    cause: Cause, sisimai: String? = nil, permanent: Bool, rule: String, basis: Basis,
    confidence: Double, reply: ReplyCode? = nil, status: EnhancedStatus? = nil,
    blocklist: String? = nil, template: String = "", substitutions: [Substitution] = [],
    provider: String? = nil, particulars: Particulars = Particulars()
  ) {
    self.cause = cause
    self.sisimai = sisimai ?? cause.sisimaiReason
    self.permanent = permanent
    self.rule = rule
    self.basis = basis
    self.confidence = confidence
    self.reply = reply
    self.status = status
    self.blocklist = blocklist
    self.template = template
    self.substitutions = substitutions
    self.provider = provider
    self.particulars = particulars
  }
}

extension Finding {
  /// Whether the cause is named with too little confidence to give up an address for it once: where words were
  /// weighed and not recognised, or where a code that receivers misuse stands alone. `undefined` is sure: that
  /// nothing is known is certain.
  public var isUnsure: Bool {
    Finding.isUnsure(cause: cause, basis: basis, confidence: confidence)
  }

  public static func isUnsure(cause: Cause, basis: Basis, confidence: Double) -> Bool {
    cause != .undefined && (basis == .weights || confidence <= leastSureConfidence)
  }

  /// So sure are words far apart; a rule of less is a code that says next to nothing.
  private static let leastSureConfidence = 0.5
}

/// What a rejection names besides its cause, as far as it does.
public struct Particulars: Sendable, Equatable {
  /// At which command the refusal came, by the report or by the words.
  public var stage: SMTPStage?
  /// The address or domain that is on a blocklist, or has a bad name.
  public var listed: String?
  /// A page on which it can be looked up: the server's own, or the list's.
  public var lookup: String?
  /// In how many seconds the sender may come back.
  public var retryAfter: Int?
  /// How many octets a message, or a mailbox, may have.
  public var sizeLimit: Int?
  /// The new address of somebody who moved.
  public var newAddress: String?
  /// The words that weighed most where no rule decided.
  public var weighed: [String] = []

  public init() {}
}

/// A word that a server put into its message text.
public struct Substitution: Sendable, Equatable, Codable {
  /// What the word is, as written in the template without its angle brackets.
  public enum Role: String, Sendable, Codable, CaseIterable {
    case ip, address, domain, host, url, blocklist, identifier, number, duration, size, date
    /// The new address of somebody who moved.
    case newAddress = "new-address"
  }
  public var role: Role
  public var word: String
  public init(role: Role, word: String) {
    self.role = role
    self.word = word
  }
}
