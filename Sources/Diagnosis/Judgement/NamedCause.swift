import Model
import Octets

/// The cause of a failure, and the text it was named from: what else the text tells is worked out when it is asked
/// for. The text may be lent, see `Bytes.lending`.
public final class NamedCause: Sendable {
  public let cause: Cause
  public let permanent: Bool
  public let basis: Finding.Basis
  public let confidence: Double
  public let reply: ReplyCode?
  public let status: EnhancedStatus?

  private let reading: TextReading
  private let set: RuleSet
  private let decidingRule: DecidingRule?
  /// Where no rule decided but the weights of words.
  private let weighed: [String]?
  private let list: Int?
  private let template: Template

  init(
    cause: Cause, permanent: Bool, basis: Finding.Basis, confidence: Double, reply: ReplyCode?,
    status: EnhancedStatus?, reading: consuming TextReading, set: RuleSet,
    decidingRule: DecidingRule?,
    weighed: [String]?
  ) {
    self.cause = cause
    self.permanent = permanent
    self.basis = basis
    self.confidence = confidence
    self.reply = reply
    self.status = status
    self.set = set
    self.decidingRule = decidingRule
    self.weighed = weighed
    list = reading.blocklist(set)
    template = Template(reading.text, Cuts(reading, cause: cause).cuts)
    self.reading = reading
  }

  public var rule: String { weighed != nil ? "weights" : decidingRule?.id ?? "nothing" }

  /// The cause's name in Sisimai 5, where it is not the one that the cause usually has.
  public var ownSisimai: String? {
    guard let name = decidingRule?.sisimai, name != cause.sisimaiReason else { return nil }
    return name
  }

  /// The blocklist's name as people know it.
  public var blocklist: String? { list.map { set.blocklists[$0].name } }

  /// Appends the template in UTF-8.
  public func appendTemplate(to octets: inout ByteBuilder) {
    if template.isUTF8 { template.append(to: &octets) } else { octets.append(template.text) }
  }

  /// Calls `body` for each word that was taken out of the template, in UTF-8, in the template's order.
  public func forEachWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    template.forEachWord { _, word in
      if template.isUTF8 {
        word.withUnsafeBytes(body)
      } else {
        var word = word.string
        word.withUTF8(body)
      }
    }
  }

  public var finding: Finding {
    var substitutions: [Substitution] = []
    template.forEachWord { substitutions.append(Substitution(role: $0, word: $1.string)) }
    return Finding(
      cause: cause, sisimai: decidingRule?.sisimai, permanent: permanent, rule: rule, basis: basis,
      confidence: confidence, reply: reply, status: status, blocklist: blocklist,
      template: template.text, substitutions: substitutions,
      provider: reading.provider.map { set.providers[$0] },
      particulars: Particulars(
        reading, template.cuts, cause: cause, blocklist: list.map { set.blocklists[$0] },
        weighed: weighed ?? []))
  }
}
