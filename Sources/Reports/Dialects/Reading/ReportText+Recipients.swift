import Mail
import Model
import Octets

/// From what was read to what is reported.
extension ReportText {
  /// The lines as one text, separated by LF.
  func joined(_ ranges: [Range<Int>]) -> Bytes {
    guard ranges.count != 1 else { return text[ranges[0]] }
    var octets: [UInt8] = []
    octets.reserveCapacity(ranges.reduce(0) { $0 + $1.count + 1 })
    for range in ranges.prefix(AddressList.reasonLimit) where octets.count < Evidence.textLimit {
      if !octets.isEmpty { octets.append(0x0A) }
      text[range].withUnsafeBytes { octets.append(contentsOf: $0) }
    }
    return Bytes(octets)
  }

  /// Which command the host answered, where the words of the reason say so.
  func stage(in ranges: [Range<Int>]) -> SMTPStage? {
    guard let first = ranges.first, let last = ranges.last else { return nil }
    var stage: SMTPStage?
    // A dialogue: the command stands above the reply.
    for range in ranges where text[range].hasPrefix(">>>") {
      stage = SMTPStage.namedBy(text[range].dropFirst(3)) ?? stage
    }
    if let stage { return stage }
    for hit in hits[firstHit(from: first.lowerBound)...] {
      guard hit.range.lowerBound < last.upperBound else { break }
      switch hit.tag.use {
      // These say more than the mere name of a command elsewhere in the text.
      case .stageEndOfData: return .endOfData
      case .stageData: stage = stage ?? .data
      case .stageRcpt: stage = stage ?? .rcpt
      case .stageMail: stage = stage ?? .mail
      case .stageHelo: stage = stage ?? .helo
      case .stageConnect: stage = stage ?? .connect
      default: continue
      }
    }
    return stage
  }

  /// - Parameters:
  ///   - reason: The lines that are about this recipient only.
  ///   - codes: Where codes are looked for, when the reason shows none: the words around it.
  func recipient(
    _ address: EmailAddress, via: EmailAddress? = nil, kind: EventKind? = nil,
    reason: [Range<Int>], stage: SMTPStage? = nil
  ) -> ReportedRecipient {
    recipient(
      address, via: via, kind: kind, diagnostic: joined(reason),
      stage: stage ?? self.stage(in: reason))
  }

  func recipient(
    _ address: EmailAddress, via: EmailAddress? = nil, kind: EventKind? = nil,
    diagnostic: Bytes, stage: SMTPStage? = nil
  ) -> ReportedRecipient {
    let diagnostic = diagnostic.prefix(Evidence.textLimit)
    let codes = SMTPCodes.find(in: diagnostic.withASCIIColons())
    return ReportedRecipient(
      address: address, via: via?.description, kind: kind ?? self.kind,
      evidence: Evidence(
        text: diagnostic, reply: codes.reply, status: codes.status,
        remoteHost: RemoteHost.named(in: diagnostic), stage: stage))
  }

  /// What became of the message, as far as the whole report tells.
  var kind: EventKind {
    if contains(.final) { return .failed }
    if contains(.delay) || subjectUses.contains(.delay) { return .delayed }
    if !saysFailure, contains(.delivered) || subjectUses.contains(.delivered) {
      return .delivered
    }
    return .failed
  }

  /// Whether a failure is spoken of other than in the words of a success: `no delivery notification was sent by`.
  private var saysFailure: Bool {
    var success = 0..<0
    for hit in hits where hit.tag.dialect == PhraseTag.common || hit.tag.dialect == dialect {
      if hit.tag.use == .delivered { success = hit.range }
      if hit.tag.use == .failure, !success.contains(hit.range.lowerBound) { return true }
    }
    return false
  }

  /// Makes the recipients of a list: each with its own reason or, where it has none, with `common`.
  func recipients(
    _ listed: [ListedRecipient], common: [Range<Int>] = [], kind: EventKind? = nil
  ) -> [ReportedRecipient] {
    let kind = kind ?? self.kind
    let shared = common.isEmpty ? .empty : joined(common)
    let sharedStage = stage(in: common)
    var seen = AddressIndex()
    var result: [ReportedRecipient] = []
    result.reserveCapacity(listed.count)
    for entry in listed {
      let address = entry.mailedTo
      if let index = seen[address] {
        // The same recipient again, as mail.ru reports each twice, in two languages.
        if result[index].evidence.text.isEmpty, !entry.reason.isEmpty {
          result[index] = recipient(address, kind: kind, reason: entry.reason)
        }
        continue
      }
      seen.insert(address, at: result.count)
      let via = entry.address == address ? nil : entry.address
      if entry.reason.isEmpty {
        result.append(
          recipient(address, via: via, kind: kind, diagnostic: shared, stage: sharedStage))
      } else {
        result.append(recipient(address, via: via, kind: kind, reason: entry.reason))
      }
    }
    return result
  }

  /// Reads a list behind each of the dialect's `begins` phrases, and gives those of its entries that have no
  /// reason the paragraph of the first.
  func readLists(_ list: AddressList) -> [ReportedRecipient] {
    let (listed, common) = lists(list)
    return recipients(listed, common: common)
  }

  func lists(_ list: AddressList) -> (recipients: [ListedRecipient], common: [Range<Int>]) {
    var result: [ListedRecipient] = []
    var common: [Range<Int>] = []
    var end = 0
    for opening in openings where opening.lowerBound >= end {
      let number = line(at: opening.upperBound)
      // The list may begin in the line of the phrase: `Delivery failed: user@host`.
      let heading = heading(from: opening.upperBound, names: list.names)
      let (found, stop) = list.read(self, from: number + 1, heading: heading)
      if common.isEmpty { common = paragraph(around: number) }
      result += found
      end = stop < lines.count ? lines[stop].start : text.count
    }
    return (result, common)
  }

  /// The heading behind a phrase, in its line: `user@host`, `the following recipient: user@host`.
  func heading(from position: Int, names: Bool) -> AddressHeading? {
    let end = lines[line(at: position)].end
    guard position < end else { return nil }
    let rest = Line(text[position..<end], at: position).withoutPunctuation(text)
    if let heading = AddressHeading.read(text, rest, names: names) { return heading }
    guard let found = AddressText.first(in: text, rest.range),
      text[rest.start..<found.outer.lowerBound].trimmed().last == UInt8(ascii: ":"),
      !contains(.contact, in: rest.start..<found.outer.lowerBound)
    else { return nil }
    return AddressHeading.read(
      text, Line(start: found.outer.lowerBound, end: end, indent: 0), names: false)
  }

  /// The lines of the paragraph that holds line `number`.
  func paragraph(around number: Int) -> [Range<Int>] {
    guard lines.indices.contains(number) else { return [] }
    var first = number
    while first > 0, !lines[first - 1].isBlank, number - first < 12 { first -= 1 }
    var last = number
    while last + 1 < lines.count, !lines[last + 1].isBlank, last - number < 12 { last += 1 }
    return lines[first...last].map(\.range)
  }

  /// The sentence that holds `range`, within its paragraph, as far as a full stop behind a word tells.
  func sentence(around range: Range<Int>) -> Range<Int> {
    let paragraph = paragraph(around: line(at: range.lowerBound))
    guard let first = paragraph.first, let last = paragraph.last else { return range }
    var start = range.lowerBound
    while start > first.lowerBound {
      if text[start].isSpace, isStop(start - 1) { break }
      start -= 1
    }
    var end = range.upperBound
    while end < last.upperBound {
      if text[end].isSpace, isStop(end - 1) { break }
      end += 1
    }
    return start..<end
  }

  private func isStop(_ position: Int) -> Bool {
    switch text[position] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): true
    default: false
    }
  }

  /// The lines between two lines that are not blank and no rules.
  func content(from first: Int, to last: Int) -> [Range<Int>] {
    guard first < last else { return [] }
    return lines[max(first, 0)..<min(last, lines.count)].compactMap {
      $0.isBlank || isRule($0) ? nil : $0.range
    }
  }

  /// The addresses of X-Failed-Recipients, which Exim and Gmail add to their reports.
  var failedRecipients: [EmailAddress] {
    var addresses: [EmailAddress] = []
    var seen = AddressIndex()
    for value in notice.message.header.all("x-failed-recipients") {
      AddressText.forEach(in: value, 0..<value.count) { found in
        guard seen[found.address] == nil else { return }
        seen.insert(found.address, at: addresses.count)
        addresses.append(found.address)
      }
    }
    return addresses
  }

  /// Whom the returned message was addressed to.
  var addressees: [EmailAddress] {
    guard !notice.original.isEmpty else { return [] }
    var addresses: [EmailAddress] = []
    let header = Header(notice.original.prefix(64 * 1024))
    for name in ["to", "cc"] as [StaticString] {
      guard let value = header[name] else { continue }
      AddressText.forEach(in: value, 0..<value.count) { found in
        if addresses.count < 1_000, !addresses.contains(found.address) {
          addresses.append(found.address)
        }
      }
    }
    return addresses
  }

  private func firstHit(from position: Int) -> Int {
    var lower = 0
    var upper = hits.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if hits[middle].range.lowerBound < position { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}

extension Bytes {
  /// With `: ` for the full-width colon that East Asian reports write before a reply.
  fileprivate func withASCIIColons() -> Bytes {
    guard contains("\u{FF1A}") else { return self }
    var result = ByteBuilder(capacity: count)
    var position = 0
    while let colon = self.position(of: "\u{FF1A}", from: position) {
      result.append(self[position..<colon])
      result.append(": ")
      position = colon + 3
    }
    result.append(self[position..<count])
    return result.finish()
  }
}

extension Line {
  /// Without the colon or dash between a phrase and what it introduces.
  func withoutPunctuation(_ text: Bytes) -> Line {
    var line = self
    while line.start < line.end, !text[line.start].isAlphanumeric, text[line.start] < 0x80,
      text[line.start] != UInt8(ascii: "<"), text[line.start] != UInt8(ascii: "\""),
      text[line.start] != UInt8(ascii: "'"), text[line.start] != UInt8(ascii: "[")
    {
      line.start += 1
    }
    line.indent = 0
    return line
  }
}
