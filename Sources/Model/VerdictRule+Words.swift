extension VerdictRule {
  /// The rule as a sentence, without the figures of one address.
  public var words: String {
    switch self {
    case .personSuppressed: "A person decided that the address must not be mailed."
    case .personAllowed: "A person decided that the address may be mailed."
    case .personSuppressedDomain: "A person decided that the domain must not be mailed."
    case .personAllowedDomain: "A person decided that the domain may be mailed."
    case .forgotten: "The address was erased on request and must not be mailed again."
    case .complaint:
      "The recipient reported a message as abuse; only a person may release the address."
    case .permanentEvidence: "One permanent failure of this cause suppresses at once."
    case .repeatedEvidence: "Permanent failures of this cause on enough different days suppress."
    case .repeatedTransientEvidence:
      "A cause that would suppress at once was reported as temporary, on enough different days."
    case .holdsExhausted: "The failures came again after every hold, so no further hold is tried."
    case .domainRefusesMail: "The domain accepts no mail at all."
    case .hold: "Failures of this cause on enough different days hold the address for a while."
    case .holdRepeated: "The failures came again after a hold, so the address is held longer."
    case .review:
      "The failures are too many to ignore and too unclear to act on: a person should look."
    case .belowThreshold: "There are too few failures, or too few days between them, to act on."
    case .notTheRecipientsFault: "Failures of this cause say nothing against the recipient."
    case .exempt: "The policy exempts the domain."
    case .deliveredSince: "A message was delivered after the last failure."
    case .releasedByPerson: "A person released the address after the last failure."
    case .holdExpired: "The hold has ended."
    case .unverifiedOnly: "No report about the address could be tied to a message of ours."
    case .evidenceOnly: "Nothing that was reported about the address counts as a failure."
    case .nothingKnown: "Nothing is known about the address."
    }
  }
}

extension Verdict {
  /// One sentence or two: what was decided, by which rule, on which evidence, and for how long.
  public var why: String {
    var parts = [rule.words]
    if let evidence = evidenceWords { parts.append(evidence) }
    if let until { parts.append("Ends \(UTCTime.dateString(until)).") }
    return parts.joined(separator: " ")
  }

  private var evidenceWords: String? {
    guard let last else { return nil }
    let name = cause.map { "\($0.rawValue): " } ?? ""
    let count: String
    if threshold > 1, rule == .belowThreshold || rule == .review {
      count = "\(incidents) of \(threshold) incidents"
    } else {
      count = incidents == 1 ? "1 incident" : "\(incidents) incidents"
    }
    let lastDate = UTCTime.dateString(last)
    guard let first, UTCTime.day(of: first) != UTCTime.day(of: last) else {
      return "\(name)\(count) on \(lastDate)."
    }
    return "\(name)\(count) from \(UTCTime.dateString(first)) to \(lastDate)."
  }
}
