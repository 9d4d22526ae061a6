import Model
import Octets

/// An address as it stands in a text.
struct WrittenAddress {
  var address: EmailAddress
  /// The address itself, without brackets or quotation marks.
  var range: Range<Int>
  /// With the brackets and quotation marks around it, and a `mailto:` copy behind it.
  var outer: Range<Int>
  /// `<` where angle brackets stand around it, `"` for quotation marks, 0 for neither.
  var enclosure: UInt8
}

/// Reading addresses in running text, which is not RFC 5322 syntax: no comments, no folding, and
/// punctuation of the sentence may touch the address.
enum AddressText {
  private static let at = UInt8(ascii: "@")

  /// What an unquoted local part may hold: atext of RFC 5322 section 3.2.3, the dot, and octets of
  /// UTF-8 (RFC 6531).
  @inline(__always)
  static func isLocal(_ octet: UInt8) -> Bool {
    if octet.isAlphanumeric || octet >= 0x80 { return true }
    switch octet {
    case 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x2F, 0x3D, 0x3F, 0x5E, 0x5F,
      0x60, 0x7B, 0x7C, 0x7D, 0x7E:
      return true
    default: return false
    }
  }

  @inline(__always)
  static func isDomain(_ octet: UInt8) -> Bool {
    octet.isAlphanumeric || octet == 0x2D || octet == 0x2E || octet == 0x5F || octet >= 0x80
  }

  /// The first address in the range, wherever it stands.
  static func first(in text: Bytes, _ range: Range<Int>) -> WrittenAddress? {
    let end = min(range.upperBound, text.count)
    var position = range.lowerBound
    // Every search is cut to the range first: a search to the text's end from each line would make
    // the reading of many lines quadratic.
    while position < end, let offset = text[position..<end].firstIndex(of: at) {
      let sign = position + offset
      if let found = around(sign, in: text, range.lowerBound..<end) { return found }
      position = sign + 1
    }
    return nil
  }

  /// Calls `body` with every address in the range.
  static func forEach(in text: Bytes, _ range: Range<Int>, _ body: (WrittenAddress) -> Void) {
    var position = range.lowerBound
    while let found = first(in: text, position..<range.upperBound) {
      body(found)
      position = max(found.outer.upperBound, position + 1)
    }
  }

  /// The address whose `@` stands at `sign`.
  private static func around(_ sign: Int, in text: Bytes, _ range: Range<Int>) -> WrittenAddress? {
    let limit = EmailAddress.maximumLength
    var start = sign
    if sign > range.lowerBound, text[sign - 1] == UInt8(ascii: "\"") {
      // A quoted local part: back to the quotation mark that opens it.
      var open = sign - 2
      while open >= range.lowerBound, sign - open < limit, text[open] != UInt8(ascii: "\"") {
        if text[open] < 0x20 { return nil }
        open -= 1
      }
      guard open >= range.lowerBound, text[open] == UInt8(ascii: "\""), open < sign - 2 else {
        return nil
      }
      start = open
    } else {
      while start > range.lowerBound, sign - start < limit, isLocal(text[start - 1]) { start -= 1 }
      // In brackets, everything is the address: `<=?utf-8?b?…?=@host>`.
      if start == range.lowerBound || text[start - 1] != UInt8(ascii: "<") {
        start = skipPrefixes(in: text, from: start, to: sign)
      }
    }
    let isBracketed = start > range.lowerBound && text[start - 1] == UInt8(ascii: "<")
    guard start < sign,
      let domainEnd =
        (isBracketed ? bracketEnd(in: text, from: sign + 1, to: range.upperBound) : nil)
        ?? domainEnd(in: text, from: sign + 1, to: range.upperBound)
    else { return nil }
    // Part of a URL: `//user@host`, `/path/user@host`, `?to=user@host`.
    if start > range.lowerBound + 1, text[start - 1] == UInt8(ascii: ":"),
      text[start] == UInt8(ascii: "/")
    {
      return nil
    }
    let local = text[start..<sign]
    guard local.firstIndex(where: { $0.isAlphanumeric || $0 >= 0x80 }) != nil else { return nil }
    let domain = text[sign + 1..<domainEnd]
    guard isPlausible(domain) else { return nil }
    let range = start..<domainEnd
    let (outer, enclosure) = enclosure(of: range, in: text)
    return WrittenAddress(
      address: EmailAddress(local: local.string, domain: domain.string), range: range,
      outer: outer, enclosure: enclosure)
  }

  /// Leaves out what is not part of the address although its octets are allowed in a local part.
  private static func skipPrefixes(in text: Bytes, from first: Int, to sign: Int) -> Int {
    var start = first
    // Punctuation of the sentence, bullets, and X.400's `dda:SMTP=`.
    while start < sign, !text[start].isAlphanumeric, text[start] != UInt8(ascii: "_"),
      text[start] < 0x80
    {
      start += 1
    }
    // A local part may begin with a dot though none may (RFC 5321): that is why it is refused.
    if start > first, text[start - 1] == 0x2E, start - 1 == first || text[start - 2].isSpace {
      start -= 1
    }
    if text[start..<sign].hasPrefixFolded("smtp="), sign - start > 5 { start += 5 }
    // Typographic quotation marks and ideographs glued to the address: a local part in UTF-8 is far
    // rarer than a sentence that goes on without a space.
    if let last = lastNonASCII(in: text, from: start, to: sign) {
      if last + 1 < sign { start = last + 1 }
    }
    while start < sign, text[start] == UInt8(ascii: "'") || text[start] == UInt8(ascii: "=") {
      start += 1
    }
    return start
  }

  private static func lastNonASCII(in text: Bytes, from start: Int, to end: Int) -> Int? {
    var position = end - 1
    while position >= start {
      if text[position] >= 0x80 { return position }
      position -= 1
    }
    return nil
  }

  /// Where the bracket closes, where only a domain, however odd, stands before it.
  private static func bracketEnd(in text: Bytes, from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end, position - start < 256 {
      switch text[position] {
      case UInt8(ascii: ">"): return position > start ? position : nil
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: ":"), UInt8(ascii: ","),
        UInt8(ascii: ";"), UInt8(ascii: "/"):
        return nil
      default: position += 1
      }
    }
    return nil
  }

  private static func domainEnd(in text: Bytes, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    if text[start] == UInt8(ascii: "[") {
      // A domain literal (RFC 5321 section 4.1.3).
      let literal = text[start..<min(end, start + 64)]
      guard let close = literal.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      return start + close + 1
    }
    var position = start
    while position < end, position - start < 256, isDomain(text[position]) {
      // Ideographs and typographic marks end a domain that was ASCII so far.
      if text[position] >= 0x80, position > start, text[position - 1] < 0x80 {
        if !text[position..<end].isLatinLetter { break }
      }
      position += 1
    }
    while position > start, !text[position - 1].isAlphanumeric, text[position - 1] < 0x80 {
      position -= 1
    }
    return position > start ? position : nil
  }

  private static func isPlausible(_ domain: Bytes) -> Bool {
    guard let first = domain.first, first != UInt8(ascii: ".") else { return false }
    if first == UInt8(ascii: "[") { return true }
    if domain.contains("..") { return false }
    // The last label is no number, unless all of it is an IPv4 address.
    guard let dot = domain.lastIndex(of: UInt8(ascii: ".")) else { return true }
    let label = domain[(dot + 1)...]
    if label.decimal != nil {
      return domain.firstIndex(where: { !$0.isDigit && $0 != UInt8(ascii: ".") }) == nil
    }
    return true
  }

  private static func enclosure(
    of range: Range<Int>, in text: Bytes
  ) -> (outer: Range<Int>, enclosure: UInt8) {
    var start = range.lowerBound
    var end = range.upperBound
    var enclosure: UInt8 = 0
    func before(_ position: Int) -> UInt8 { position > 0 ? text[position - 1] : 0 }
    func behind(_ position: Int) -> UInt8 { position < text.count ? text[position] : 0 }
    // Source routes and schemes inside the brackets: `<@relay:user@host>`, `<mailto:user@host>`.
    var open = start
    while open > 0, start - open < 128, before(open) != UInt8(ascii: "<"), before(open) > 0x20 {
      open -= 1
    }
    if before(open) == UInt8(ascii: "<"),
      open == start || before(start) == UInt8(ascii: ":") || before(start) == UInt8(ascii: "=")
    {
      if behind(end) == UInt8(ascii: ">") {
        start = open - 1
        end += 1
        enclosure = UInt8(ascii: "<")
      } else if behind(end) <= 0x20 {
        // An address that lost its closing bracket.
        start = open - 1
        enclosure = UInt8(ascii: "<")
      }
    }
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")]
    where before(start) == quote {
      let closing = behind(end)
      if closing == quote || closing == UInt8(ascii: "'") {
        start -= 1
        end += 1
        if enclosure == 0 { enclosure = UInt8(ascii: "\"") }
      }
    }
    // Outlook and Exchange repeat an address as `<mailto:…>` behind it.
    let copy = text[end..<min(end + 600, text.count)]
    if copy.hasPrefixFolded("<mailto:"), let close = copy.firstIndex(of: UInt8(ascii: ">")) {
      end += close + 1
    }
    return (start..<end, enclosure)
  }
}

extension Bytes {
  /// Whether the text begins with a letter of two octets, U+00C0 to U+07FF: a letter of an
  /// internationalised domain, not a typographic mark or an ideograph.
  fileprivate var isLatinLetter: Bool {
    guard let first else { return false }
    return (0xC3...0xDF).contains(first)
  }
}
