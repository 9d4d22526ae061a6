import Model
import Octets

/// Exim: an address indented by two, its reason by four.
extension Dialect {
  static let exim = Dialect(
    name: "exim",
    marks: [
      .sure(.text, "This message was created automatically by mail delivery software"),
      .sure(.text, "This message was created automatically by the SMTP relay"),
      .sure(
        .text, "A message that you sent could not be delivered to one or more of its recipients"),
      .sure(.text, "A message that you sent could not be delivered to all of its recipients"),
      .sure(.text, "A message that you sent contained one or more recipient addresses that were"),
      .sure(.text, "A message that you sent contained no recipient addresses"),
      .sure(.text, "A message that you sent was rejected by the local scanning code"),
      .sure(.text, "A message that you sent was longer than the maximum size allowed"),
      .sure(.text, "could not be delivered to one or more of its recipients"),
      .sure(.text, "has not yet been delivered to one or more of its recipients"),
      .sure(.text, "The following address(es) had permanent delivery errors"),
      .sure(.text, "The following address(es) failed"),
      .sure(.text, "The following address(es) have yet to be delivered"),
      .hint(.text, "This is a copy of the message, including all the headers"),
      .hint(.text, "This is a copy of your message, including all the headers"),
      .hint(.subject, "Mail delivery failed: returning message to sender"),
      .hint(.subject, "Mail failure malformed recipient address"),
      .hint(.subject, "Warning: message ANY delayed"),
      .hint(.subject, "frozen"),
      .hint(.from, "Mail Delivery System"),
    ],
    begins: [
      "The following address(es) failed", "The following address(es) had permanent delivery errors",
      "The following addresses failed", "The following address failed",
      "The following address had permanent delivery errors",
      "The following addresses had permanent delivery errors",
      "The following recipients failed", "The following recipient failed",
      "The following recipient(s) failed",
      "that were incorrectly constructed", "The following address(es) have yet to be delivered",
      "to which the message has not yet been delivered is",
      "to which the message has not yet been delivered are",
      "has not yet been delivered to the following addresses",
      "has not yet been delivered to the following address",
      "could not be delivered to the following address(es)",
      "not been delivered to the following address(es)",
    ],
    ends: [
      "The following text was generated during the delivery", "No action is required on your part",
      "This address has been ignored", "These addresses have been ignored",
      "The following addresses were", "This is a permanent error I've given up",
    ],
    read: readExim)

  static let eximEnds = exim.ends

  @Sendable
  static func readExim(_ report: ReportText) -> [ReportedRecipient] {
    let named = report.failedRecipients
    var result: [ListedRecipient] = []
    // Where no reason is given, what the list is called: "had permanent delivery errors".
    let title = report.first(.begins).map { [report.sentence(around: $0)] } ?? []
    var end = 0
    for opening in report.openings {
      let first = report.line(at: opening.upperBound) + 1
      guard first >= end else { continue }
      result += EximList(report: report, named: named).read(from: first, end: &end)
    }
    if result.isEmpty, named.isEmpty, let whole = report.first(.whole) {
      let number = report.line(at: whole.lowerBound)
      let reason = report.content(from: number, to: report.lines.count)
      result = report.addressees.map { ListedRecipient(address: $0, reason: reason) }
    }
    if result.isEmpty, named.isEmpty { return [] }
    if result.isEmpty {
      // The report was truncated, or is in other words; its header still says whom it is about.
      let reason = report.paragraph(around: 0)
      result = named.map { ListedRecipient(address: $0, reason: reason) }
    }
    return report.recipients(result, common: title)
  }
}

/// The list of an Exim report. An entry need not begin with an address: a pipe, a file, a local part or "an
/// undisclosed address" may stand there, and the address it was made from in the line below.
private struct EximList {
  let report: ReportText
  let named: [EmailAddress]

  /// - Parameter end: Becomes the number of the line behind the list.
  func read(from start: Int, end: inout Int) -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    var number = start
    defer { end = number }
    var indent: Int?
    var afterBlank = true
    while number < report.lines.count {
      let line = report.lines[number]
      defer { number += 1 }
      if line.isBlank {
        afterBlank = true
        continue
      }
      if report.isRule(line) || report.isEnd(line) { break }
      // The list is over where the text goes on at the margin.
      if afterBlank, !result.isEmpty, line.indent == 0, indent != 0 { break }
      let isEntry =
        indent.map { line.indent <= $0 && (afterBlank || line.indent > 0 || $0 == 0) } ?? true
      if isEntry, let entry = entry(line, number) {
        indent = min(indent ?? line.indent, line.indent)
        result += entry
      } else if !result.isEmpty {
        // Where the list itself stands at the margin, as in HTML, a paragraph that names nobody ends it.
        if afterBlank, indent == 0 { break }
        take(line, into: &result)
      }
      afterBlank = false
    }
    return result.filter { !$0.address.local.isEmpty }
  }

  private func entry(_ line: Line, _ number: Int) -> [ListedRecipient]? {
    let text = report.text
    if let heading = AddressHeading.read(text, line, names: true) {
      let reason = report.reason(in: heading.rest)
      // `user@host <other@host>: malformed address: …` names what should have been one address.
      return heading.addresses.prefix(1).map { ListedRecipient(address: $0, reason: reason) }
    }
    let content = text[line.range]
    for start in ["an undisclosed address", "pipe to ", "save to ", "/", "|", "\"|"]
      as [StaticString]
    where content.hasPrefixFolded(start) {
      return [ListedRecipient(address: .unknown, reason: [])]
    }
    // A local part alone. The domain stands in the header, or in the command that failed.
    let bare = content.last == UInt8(ascii: ":") ? content.dropLast() : content
    guard bare.count <= 64, bare.firstIndex(where: { !AddressText.isLocal($0) }) == nil else {
      return nil
    }
    for address in named where Bytes(address.local).equalsFolded(bare) {
      return [ListedRecipient(address: address, reason: [])]
    }
    for next in report.lines[(number + 1)...].prefix(3) {
      guard let position = text[next.range].position(ofFolded: "rcpt to:") else { continue }
      if let found = AddressText.first(in: text, (next.start + position)..<next.end) {
        return [ListedRecipient(address: found.address, reason: [])]
      }
    }
    return nil
  }

  private func take(_ line: Line, into result: inout [ListedRecipient]) {
    let last = result.count - 1
    if let origin = report.origin(in: line) {
      if result[last].address.local.isEmpty {
        result[last].address = origin
      } else {
        result[last].origin = origin
      }
      return
    }
    result[last].reason.append(line.range)
  }
}
