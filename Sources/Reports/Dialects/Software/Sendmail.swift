import Model
import Octets

/// Sendmail, from 5.59 to 8.18, and what descends from it. 8.x lists the addresses with `(reason: …)` and then
/// prints the dialogue; 5.x and early 8.x print the dialogue only.
extension Dialect {
  static let sendmail = Dialect(
    name: "sendmail",
    marks: [
      .sure(.text, "The following addresses had permanent fatal errors"),
      .sure(.text, "The following address had permanent fatal errors"),
      .sure(.text, "The following addresses had transient non-fatal errors"),
      .sure(.text, "The following addresses had successful delivery notifications"),
      .sure(.text, "The following addresses had delivery problems"),
      .sure(.text, "The following addresses had fatal errors"),
      .sure(.text, "Transcript of session follows"),
      .sure(.text, "Recipients of this delivery"),
      .hint(.text, "The original message was received at"),
      .hint(.text, "while talking to"), .hint(.text, "Unsent message follows"),
      .hint(.subject, "Returned mail"), .hint(.from, "Mail Delivery Subsystem"),
      .hint(.from, "MAILER-DAEMON"),
    ],
    begins: [
      "addresses had permanent fatal errors", "address had permanent fatal errors",
      "addresses had transient non-fatal errors", "addresses had delivery problems",
      "addresses had fatal errors", "addresses had successful delivery notifications",
      "addresses have unrecoverable errors", "Recipients of this delivery",
    ],
    ends: ["Message header follows", "Non-delivered information"],
    read: readSendmail)

  @Sendable
  private static func readSendmail(_ report: ReportText) -> [ReportedRecipient] {
    let transcript = sendmailTranscript(report)
    let whole = report.sendmailKind
    var result: [ReportedRecipient] = []
    var seen: Set<EmailAddress> = []
    func add(_ recipient: ReportedRecipient) {
      if seen.insert(recipient.address).inserted { result.append(recipient) }
    }
    var end = 0
    for opening in report.openings {
      let section = report.text[opening]
      let kind: EventKind =
        section.containsFolded("transient")
        ? .delayed : section.containsFolded("successful") ? .delivered : whole
      let first = report.line(at: opening.upperBound) + 1
      guard first >= end else { continue }
      for entry in sendmailList(report, from: first, end: &end) {
        add(recipient(entry, kind, transcript, report))
      }
    }
    if result.isEmpty {
      for entry in transcript.entries {
        var recipient = report.recipient(
          entry.address, kind: whole, reason: entry.lines, stage: entry.stage)
        recipient.evidence.remoteHost = recipient.evidence.remoteHost ?? entry.host
        add(recipient)
      }
    }
    if result.count == 1, result[0].evidence.text.isEmpty {
      // Imitators quote the reply below the list, without a transcript.
      let said = report.reasonOfAll
      if report.showsCode(said) {
        result[0] = report.recipient(result[0].address, kind: result[0].kind, reason: said)
      }
    }
    return result
  }

  /// One recipient of a list, its own reason completed by what the dialogue says about it.
  private static func recipient(
    _ entry: ListedRecipient, _ kind: EventKind, _ transcript: Transcript, _ report: ReportText
  ) -> ReportedRecipient {
    let address = entry.mailedTo
    let via = entry.address == address || entry.address.local.isEmpty ? nil : entry.address
    var kind = kind
    var reason = entry.reason
    // `(unrecoverable error)` and `(transient failure)` of 8.6 name the kind and no cause.
    if reason.count == 1 {
      let words = report.text[reason[0]]
      if words.hasPrefixFolded("(transient failure") { kind = .delayed }
      if words.hasPrefixFolded("(unrecoverable error")
        || words.hasPrefixFolded("(transient failure")
      {
        reason = []
      }
    }
    // The first line of the reply stands in the list; the whole of it, and at which command, in the dialogue.
    let entry = transcript.entry(about: entry.address) ?? transcript.entry(about: address)
    let said = entry?.lines ?? (transcript.entries.isEmpty ? transcript.common : [])
    let stage = entry?.stage ?? (transcript.entries.isEmpty ? transcript.commonStage : nil)
    let host = entry?.host ?? transcript.host
    let whole = report.joined(said)
    reason.removeAll { words in whole.position(of: report.text[words]) != nil }
    reason += said
    var recipient = report.recipient(address, via: via, kind: kind, reason: reason, stage: stage)
    recipient.evidence.remoteHost = host ?? recipient.evidence.remoteHost
    return recipient
  }

  /// The addresses of a section: in brackets, bare, or a program in quotation marks with the address it was
  /// expanded from.
  private static func sendmailList(
    _ report: ReportText, from first: Int, end: inout Int
  ) -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    var isEmpty = true
    end = first
    for line in report.lines[min(first, report.lines.count)...] {
      end += 1
      if line.isBlank {
        if isEmpty { continue }
        break
      }
      isEmpty = false
      if report.isRule(line) { break }
      if let origin = report.origin(in: line) {
        if let last = result.indices.last { result[last].origin = origin }
        continue
      }
      let content = report.text[line.range]
      if content.hasPrefixFolded("(reason:") {
        if let last = result.indices.last {
          let start = line.start + 8
          let end = content.last == UInt8(ascii: ")") ? line.end - 1 : line.end
          result[last].reason.append(Line(report.text[start..<max(start, end)], at: start).range)
        }
      } else if let heading = AddressHeading.read(report.text, line, names: false) {
        let reason = report.reason(in: heading.rest)
        result += heading.addresses.map { ListedRecipient(address: $0, reason: reason) }
      } else if content.first == UInt8(ascii: "\"") || content.first == UInt8(ascii: "|")
        || content.first == UInt8(ascii: "/") || content.first == UInt8(ascii: "<")
      {
        result.append(ListedRecipient(address: .unknown, reason: []))
      } else if let last = result.indices.last, line.indent > 0 {
        result[last].reason.append(line.range)
      }
    }
    return result.filter { !$0.address.local.isEmpty || $0.origin != nil }
  }

  private static func sendmailTranscript(_ report: ReportText) -> Transcript {
    guard
      let number = report.lines.firstIndex(where: { line in
        report.isRule(line) && report.text[line.range].containsFolded("transcript of session")
      })
    else { return Transcript() }
    let rest = report.lines[(number + 1)...]
    let end = rest.firstIndex { report.isRule($0) } ?? report.lines.count
    return Transcript.read(report, from: number + 1, to: end)
  }
}

extension ReportText {
  /// Sendmail's warning names the addresses in the same words as its failures.
  fileprivate var sendmailKind: EventKind {
    contains(.delay) && !text.containsFolded("could not be delivered for") ? .delayed : .failed
  }
}
