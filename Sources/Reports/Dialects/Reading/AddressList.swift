import Model
import Octets

/// A recipient found in a report, and where the words about it stand.
struct ListedRecipient {
  var address: EmailAddress
  /// The address that was mailed to, where the report says that `address` was made from it.
  var origin: EmailAddress?
  /// The lines of its reason, in their order.
  var reason: [Range<Int>]

  /// The address to blame: the one it was made from, unless that is a name of the reporting host's own.
  var mailedTo: EmailAddress {
    guard let origin, origin.domain.contains(".") || !address.domain.contains(".") else {
      return address
    }
    return origin
  }
}

/// Reads lists of recipients with their reasons, as nearly every report writes them: a line that
/// begins with an address, and below it, indented or not, what was said about it.
struct AddressList {
  /// Whether a person's name may stand before an address.
  var names = false
  /// Whether only addresses in angle brackets count.
  var bracketed = false
  /// Whether a reason may hold blank lines: it then ends at the next heading or the list's end only.
  var blanks = false
  /// Whether a colon must stand behind an address that begins a block.
  var colon = false
  /// Whether `To: user@host` begins a block.
  var addressees = true
  /// Whether the text is read from its start, not from a phrase that announces a list: rules in front of the
  /// first entry then mean nothing.
  var isWhole = false
  /// Tells a heading where neither a blank line nor an indent does.
  var startsBlock: (@Sendable (ReportText, AddressHeading) -> Bool)?
  /// How many lines that say something may stand before the first entry.
  var reach = Int.max

  /// How many lines of a reason are kept: with it, reading is linear however many addresses share one.
  static let reasonLimit = 64

  /// What the first heading of a list looks like: the others look the same.
  private struct Form: Equatable {
    var enclosed: Bool
    var hasColon: Bool
    var indent: Int
  }

  /// Reads the list from the line `start` on.
  ///
  /// - Parameter heading: A heading that stands before `start`, in the line of the phrase that announces
  ///   the list.
  /// - Returns: the recipients, and the number of the line at which the list ended.
  func read(
    _ report: ReportText, from start: Int, to stop: Int = .max, heading: AddressHeading? = nil
  ) -> (recipients: [ListedRecipient], end: Int) {
    var recipients: [ListedRecipient] = []
    var form: Form?
    /// The first recipient of the current block: lines of reason belong to all from here on.
    var block = 0
    var reasonIsIndented = true
    var afterBlank = true
    var closed = false
    var skipped = 0
    var number = start
    if let heading {
      let rest = report.reason(in: heading.rest)
      recipients = heading.addresses.map { ListedRecipient(address: $0, reason: rest) }
      form = Form(
        enclosed: heading.enclosure == UInt8(ascii: "<"), hasColon: heading.hasColon, indent: 0)
      afterBlank = false
    }
    let stop = min(stop, report.lines.count)
    while number < stop {
      let line = report.lines[number]
      let isEnd = !line.isBlank && (report.isRule(line) || report.isEnd(line))
      if isEnd, !recipients.isEmpty || !isWhole { break }
      number += 1
      if line.isBlank { afterBlank = true }
      if line.isBlank || isEnd { continue }
      if let heading = AddressHeading.read(report.text, line, names: names),
        !names || !report.asksToWrite(number - 1), addressees || !heading.isAddressee,
        !bracketed || heading.enclosure == UInt8(ascii: "<"),
        !colon || heading.hasColon || report.text[heading.rest].first == UInt8(ascii: "(")
      {
        let candidate = Form(
          enclosed: heading.enclosure == UInt8(ascii: "<"), hasColon: heading.hasColon,
          indent: heading.indent)
        let isNew =
          form.map {
            (candidate.enclosed == $0.enclosed || (afterBlank && heading.rest.isEmpty))
              && candidate.indent <= $0.indent
              && (afterBlank || reasonIsIndented || startsBlock?(report, heading) == true)
          } ?? true
        if isNew {
          if form == nil { form = candidate }
          let hasReason = recipients.last.map { !$0.reason.isEmpty } ?? true
          // Addresses below each other without a word between them share what follows.
          if hasReason { block = recipients.count }
          let (origin, behind, end) = report.origin(
            behind: heading.rest, line: number - 1)
          number = end + 1
          let rest = report.reason(in: behind)
          for address in heading.addresses {
            recipients.append(ListedRecipient(address: address, origin: origin, reason: rest))
          }
          if !rest.isEmpty { block = recipients.count - heading.addresses.count }
          reasonIsIndented = true
          afterBlank = false
          closed = false
          continue
        }
      }
      if recipients.isEmpty || closed {
        afterBlank = false
        skipped += 1
        if recipients.isEmpty, skipped > reach { break }
        continue
      }
      let hasReason = recipients.last.map { !$0.reason.isEmpty } ?? false
      let isContact = report.contains(.contact, in: line.range)
      if afterBlank, !blanks, hasReason || isContact, !report.isDiagnosis(line) {
        // A new paragraph after the reason, or one on whom to ask: the report's own words again.
        closed = true
        afterBlank = false
        continue
      }
      if let origin = report.origin(in: line) {
        recipients[recipients.count - 1].origin = origin
        afterBlank = false
        continue
      }
      if line.indent <= (form?.indent ?? 0) { reasonIsIndented = false }
      for position in block..<recipients.count
      where recipients[position].reason.count < Self.reasonLimit {
        recipients[position].reason.append(line.range)
      }
      afterBlank = false
    }
    return (recipients, number)
  }
}

extension ReportText {
  /// Whether the line is a rule that parts two sections: `-----`, `=====`, `--- Below this line …`.
  func isRule(_ line: Line) -> Bool {
    guard line.end - line.start >= 3 else { return false }
    let first = text[line.start]
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "#"), UInt8(ascii: "~"):
      return text[line.start + 1] == first && text[line.start + 2] == first
    case UInt8(ascii: "|"):
      return text[line.start + 1] == UInt8(ascii: "-")
    default:
      return false
    }
  }

  /// Whether the line says that the list is over, or that the returned message follows.
  func isEnd(_ line: Line) -> Bool {
    for hit in hits(.ends, in: line.range) {
      // Of words that a reason may hold as well, only a line of its own counts.
      if hit.tag.dialect != PhraseTag.common || hit.range.count * 2 >= line.range.count {
        return true
      }
    }
    return false
  }

  /// Whether the line, or the next of its paragraph, asks the reader to write to somebody.
  func asksToWrite(_ number: Int) -> Bool {
    if contains(.contact, in: lines[number].range) { return true }
    guard number + 1 < lines.count, !lines[number + 1].isBlank else { return false }
    let next = lines[number + 1].start
    return contains(.contact, in: next..<min(next + 24, lines[number + 1].end))
  }

  /// Whether the line is something a server said, or says why: it belongs to a reason even after a blank
  /// line.
  func isDiagnosis(_ line: Line) -> Bool {
    let content = text[line.range]
    if content.hasPrefix(">>>") || content.hasPrefix("<<<") { return true }
    let start = content.withoutBullet().prefix(12)
    if let first = start.first, first == UInt8(ascii: "4") || first == UInt8(ascii: "5"),
      SMTPCodes.find(in: start) != SMTPCodes()
    {
      return true
    }
    return contains(.reason, in: line.range) || contains(.stageRcpt, in: line.range)
      || content.hasPrefixFolded("reason:")
  }

  /// The ranges of a reason's first line: none where there are no words in it.
  func reason(in range: Range<Int>) -> [Range<Int>] {
    let words = text[range]
    guard words.firstIndex(where: { $0.isAlphanumeric || $0 >= 0x80 }) != nil else { return [] }
    return [range]
  }

  /// Postfix writes the address a failed one was made from behind it: `<user@host> (expanded from <x@y>):
  /// reason`, where any space may be a line end.
  ///
  /// - Parameter line: The number of the line in which `rest` stands.
  /// - Returns: the address, what stands behind the bracket, and in which line that is.
  func origin(
    behind rest: Range<Int>, line number: Int
  ) -> (origin: EmailAddress?, rest: Range<Int>, line: Int) {
    let words = text[rest]
    guard words.first == UInt8(ascii: "("),
      words.hasPrefixFolded("(expanded from") || words.hasPrefixFolded("(generated from")
        || words.hasPrefixFolded("(ultimately generated from")
    else { return (nil, rest, number) }
    for line in number..<min(number + 2, lines.count) {
      let range = line == number ? rest : lines[line].range
      guard let found = AddressText.first(in: text, range) else { continue }
      let tail = text[found.outer.upperBound..<range.upperBound]
      guard let close = tail.firstIndex(of: UInt8(ascii: ")")) else {
        return (found.address, range.upperBound..<range.upperBound, line)
      }
      let start = found.outer.upperBound + close + 1
      return (
        found.address,
        Line(text[start..<range.upperBound], at: start).withoutPunctuation(text).range, line
      )
    }
    return (nil, rest, number)
  }

  /// The address a failed one was made from, where the line says so: Exim's `(generated from x)` and
  /// `(ultimately generated from x)`, Postfix's and Sendmail's `(expanded from: <x>)`.
  func origin(in line: Line) -> EmailAddress? {
    let content = text[line.range]
    guard content.first == UInt8(ascii: "(") || content.hasPrefixFolded("generated by ") else {
      return nil
    }
    for words in ["generated from", "expanded from", "generated by"] as [StaticString] {
      if let position = content.position(ofFolded: words), position < 24 {
        return AddressText.first(in: text, (line.start + position)..<line.end)?.address
      }
    }
    return nil
  }
}
