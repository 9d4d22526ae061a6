import Model
import Octets

/// The fields of a DSN (RFC 3464) that stand in the text of a report instead of in a part of their own.
enum DeliveryFields {
  private struct Group {
    var final: EmailAddress?
    var original: EmailAddress?
    var action: Bytes = .empty
    var status: EnhancedStatus?
    var diagnostic: [Range<Int>] = []
    var host: String?
  }

  static func read(_ report: ReportText, from start: Int) -> [ReportedRecipient] {
    var groups: [Group] = []
    var group = Group()
    /// A line that is indented continues the diagnostic.
    var inDiagnostic = false
    func close() {
      if group.final != nil || group.original != nil { groups.append(group) }
      group = Group()
    }
    for line in report.lines[min(start, report.lines.count)...] {
      if line.isBlank {
        close()
        inDiagnostic = false
        continue
      }
      let content = report.text[line.range]
      if inDiagnostic, line.indent > 0 {
        group.diagnostic.append(line.range)
        continue
      }
      inDiagnostic = false
      guard let colon = content.firstIndex(of: UInt8(ascii: ":")), colon < 32 else { continue }
      let name = content[..<colon].trimmed()
      let value = Line(content[(colon + 1)...], at: line.start + colon + 1).range
      func address() -> EmailAddress? { AddressText.first(in: report.text, value)?.address }
      if name.equalsFolded("final-recipient") {
        if group.final != nil { close() }
        group.final = address()
      } else if name.equalsFolded("original-recipient") {
        if group.original != nil { close() }
        group.original = address()
      } else if name.equalsFolded("action") {
        group.action = report.text[value]
      } else if name.equalsFolded("status") {
        group.status = SMTPCodes.find(in: report.text[value]).status
      } else if name.equalsFolded("diagnostic-code") {
        group.diagnostic = [withoutType(report.text, value)]
        inDiagnostic = true
      } else if name.equalsFolded("remote-mta") {
        group.host =
          withoutType(report.text, value).isEmpty
          ? nil : report.text[withoutType(report.text, value)].string
      }
    }
    close()
    return groups.compactMap { recipient($0, report) }
  }

  private static func recipient(_ group: Group, _ report: ReportText) -> ReportedRecipient? {
    guard let address = group.original ?? group.final else { return nil }
    let kind: EventKind =
      group.action.hasPrefixFolded("delayed")
      ? .delayed
      : group.action.hasPrefixFolded("delivered") || group.action.hasPrefixFolded("relayed")
        || group.action.hasPrefixFolded("expanded") ? .delivered : .failed
    let via = group.final.flatMap { $0 == address ? nil : $0 }
    var recipient = report.recipient(address, via: via, kind: kind, reason: group.diagnostic)
    // RFC 3464 section 2.3.4: the field that says it, before what the server happened to write.
    recipient.evidence.status = group.status ?? recipient.evidence.status
    recipient.evidence.remoteHost = group.host ?? recipient.evidence.remoteHost
    return recipient
  }

  /// Without `rfc822;`, `smtp;`, `dns;`.
  private static func withoutType(_ text: Bytes, _ range: Range<Int>) -> Range<Int> {
    guard let semicolon = text[range].firstIndex(of: UInt8(ascii: ";")), semicolon < 16 else {
      return range
    }
    return Line(
      text[(range.lowerBound + semicolon + 1)..<range.upperBound],
      at: range.lowerBound + semicolon + 1
    ).range
  }
}
