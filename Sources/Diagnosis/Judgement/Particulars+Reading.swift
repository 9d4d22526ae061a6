import Model
import Octets

extension Particulars {
  init(
    _ reading: borrowing TextReading, _ cuts: [Cut], cause: Cause, blocklist: Blocklist?,
    weighed: [String]
  ) {
    self.init()
    self.weighed = weighed
    stage = reading.stage
    switch cause {
    case .blocklisted, .badReputation, .spamContent, .missingPTR:
      listed = Self.listed(reading, domain: blocklist?.content == .domain)
      if cause == .blocklisted || blocklist != nil {
        lookup = Self.lookup(reading, cuts, blocklist, listed: listed)
      }
    case .greylisted, .rateLimited:
      retryAfter = Self.retryAfter(reading, cuts)
    case .messageTooBig, .mailboxFull:
      sizeLimit = Self.sizeLimit(reading, cuts)
    case .moved:
      newAddress = cuts.last { $0.role == .newAddress }.map {
        reading.text.text[$0.start..<$0.end].string
      }
    default: break
    }
  }

  private static func listed(_ reading: borrowing TextReading, domain: Bool) -> String? {
    let tokens = reading.text.tokens
    let wanted: Token.Kind = domain ? .name : .ip
    // An address in the sentence before one in a URL; never the list's own name.
    let zones = reading.blocklists.map { TokenRange(start: $0.hit.start, end: $0.hit.end) }
    var inURL: String?
    for (index, token) in tokens.enumerated() where token.kind == wanted {
      let range = TokenRange(start: Int32(index), end: Int32(index) + 1)
      if domain, token.inURL || zones.contains(where: { $0.contains(range) }) { continue }
      let word = reading.text.text[Int(token.start)..<Int(token.end)].string
      if !token.inURL { return word }
      inURL = inURL ?? word
    }
    return inURL
  }

  /// The page that the server names, or the list's own.
  private static func lookup(
    _ reading: borrowing TextReading, _ cuts: [Cut], _ blocklist: Blocklist?, listed: String?
  ) -> String? {
    if let named = cuts.first(where: { $0.role == .url }) {
      return reading.text.text[named.start..<named.end].string
    }
    guard let lookup = blocklist?.lookup, let listed else { return nil }
    for place in ["<ip>", "<domain>"] where lookup.hasSuffix(place) {
      return lookup.dropLast(place.count) + listed
    }
    return lookup
  }

  private static func retryAfter(_ reading: borrowing TextReading, _ cuts: [Cut]) -> Int? {
    for cut in cuts where cut.role == .duration {
      if case .seconds(let seconds) = measure(reading.text.text[cut.start..<cut.end]) {
        return seconds
      }
    }
    return nil
  }

  /// The last size named: "size 31457280 exceeds size limit 10485760". Smaller numbers without a unit are
  /// something else.
  private static func sizeLimit(_ reading: borrowing TextReading, _ cuts: [Cut]) -> Int? {
    for cut in cuts.reversed() {
      let text = reading.text.text[cut.start..<cut.end]
      if cut.role == .size, case .octets(let octets) = measure(text) { return octets }
      if cut.role == .number, let number = text.grouped, number >= 10_000 { return number }
    }
    return nil
  }

  private static func measure(_ text: Bytes) -> Measure? {
    if text.contains(0x3A) { return Measure(clock: text) }
    if let (number, unit) = text.split(at: 0x20) { return Measure(number, unit.trimmed()) }
    return Measure(text)
  }
}
