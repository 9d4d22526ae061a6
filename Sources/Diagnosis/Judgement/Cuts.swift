import Model
import Octets

/// A part of the text that is no part of the sentence.
struct Cut {
  var start: Int
  var end: Int
  /// Nil where the words are left out altogether.
  var role: Substitution.Role?
}

/// Names what a server has put into its sentence: addresses, hosts, lists, identifiers, times, sizes.
struct Cuts {
  private(set) var cuts: [Cut] = []
  private let text: Bytes
  private let tokens: [Token]
  private let cause: Cause
  private var token = 0

  init(_ reading: borrowing TextReading, cause: Cause) {
    text = reading.text.text
    tokens = reading.text.tokens
    self.cause = cause
    cuts.reserveCapacity(reading.text.spans.count + 2)
    for span in reading.text.spans { add(span) }
    for named in reading.blocklists { add(list: named.hit) }
    if cuts.contains(where: { $0.role == .number || $0.role == .duration }) { joinDates() }
    cuts.sort { $0.start < $1.start }
  }

  private mutating func add(_ span: Span) {
    let start = Int(span.start)
    var end = Int(span.end)
    while token < tokens.count, Int(tokens[token].start) < start { token += 1 }
    let role: Substitution.Role
    switch span.kind {
    case .ip: role = .ip
    case .address: role = isNewAddress ? .newAddress : .address
    case .name: role = nameRole
    case .url: role = .url
    case .identifier: role = .identifier
    case .time: role = .duration
    case .number:
      (role, end) = measured(start, end)
    }
    cuts.append(Cut(start: start, end: end, role: role))
  }

  /// A number with its unit.
  private func measured(_ start: Int, _ end: Int) -> (Substitution.Role, end: Int) {
    if let measure = Measure(text[start..<end]) {
      if case .seconds = measure { return (.duration, end) }
      return (.size, end)
    }
    let next = token + 1
    guard next < tokens.count, Int(tokens[next].start) <= end + 1,
      let measure = Measure(text[start..<end], word(next))
    else { return (.number, end) }
    if case .seconds = measure { return (.duration, Int(tokens[next].end)) }
    return (.size, Int(tokens[next].end))
  }

  private func word(_ index: Int) -> Bytes {
    guard index >= 0, index < tokens.count else { return .empty }
    return text[Int(tokens[index].start)..<Int(tokens[index].end)]
  }

  /// Behind "try", "moved to", "replaced by", "now": somebody's new address.
  private var isNewAddress: Bool {
    guard cause == .moved else { return false }
    let before = word(token - 1)
    return before.equalsFolded("try") || before.equalsFolded("to") || before.equalsFolded("by")
      || before.equalsFolded("use") || before.equalsFolded("is") || before.equalsFolded("now")
      || before.equalsFolded("at")
      || before.equalsFolded("please")
  }

  /// A name is a host's where an IP address follows, or a word for a host stands before.
  private var nameRole: Substitution.Role {
    if token + 1 < tokens.count, tokens[token + 1].kind == .ip,
      Int(tokens[token + 1].start) <= Int(tokens[token].end) + 2
    {
      return .host
    }
    let before = word(token - 1)
    if before.equalsFolded("host") || before.equalsFolded("server") || before.equalsFolded("with")
      || before.equalsFolded("helo") || before.equalsFolded("ehlo") || before.equalsFolded("relay")
      || before.equalsFolded("mx")
    {
      return .host
    }
    if cause == .blocklisted,
      before.equalsFolded("using") || before.equalsFolded("at") || before.equalsFolded("by")
        || before.equalsFolded("in") || before.equalsFolded("on") || before.equalsFolded("site")
        || before.equalsFolded("list") || before.equalsFolded("dnsbl") || before.equalsFolded("rbl")
    {
      return .blocklist
    }
    return .domain
  }

  /// A list's name in words, or its zone.
  private mutating func add(list hit: PhraseHit) {
    guard hit.partCount == 0, !tokens[Int(hit.start)].inURL else { return }
    let start = Int(tokens[Int(hit.start)].start)
    let end = Int(tokens[Int(hit.end) - 1].end)
    if let index = cuts.firstIndex(where: { $0.start <= start && end <= $0.end }) {
      if cuts[index].role != .url { cuts[index].role = .blocklist }
      return
    }
    cuts.removeAll { start <= $0.start && $0.end <= end }
    cuts.append(Cut(start: start, end: end, role: .blocklist))
  }

  // MARK: Dates

  /// Makes one of the parts of a date: "Fri, 22 Sep 2023 01:01:01 +0000".
  private mutating func joinDates() {
    var index = 0
    while index < tokens.count {
      guard tokens[index].kind == .word, DateWords.isMonth(word(index)) else {
        index += 1
        continue
      }
      var first = index
      while first > 0, isDatePart(first - 1) { first -= 1 }
      var last = index
      while last + 1 < tokens.count, isDatePart(last + 1) { last += 1 }
      index = last + 1
      guard (first...last).contains(where: { tokens[$0].kind == .number }) else { continue }
      let start = Int(tokens[first].start)
      let end = Int(tokens[last].end)
      cuts.removeAll { $0.start < end && start < $0.end }
      cuts.append(Cut(start: start, end: end, role: .date))
    }
  }

  private func isDatePart(_ index: Int) -> Bool {
    tokens[index].kind == .number || DateWords.isOther(word(index))
  }
}

/// The words of dates (RFC 5322 section 3.3).
private enum DateWords {
  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let others: [StaticString] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "gmt", "utc", "est", "edt", "cst", "cdt",
    "mst",
    "mdt", "pst", "pdt", "cet", "cest", "jst", "am", "pm",
  ]

  static func isMonth(_ word: Bytes) -> Bool {
    word.count == 3 && months.contains { word.equalsFolded($0) }
  }

  static func isOther(_ word: Bytes) -> Bool {
    word.count < 5 && others.contains { word.equalsFolded($0) }
  }
}
