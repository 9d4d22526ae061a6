import Model
import Octets

/// Reads reports of dialects that no one has named, by what stands around an address.
///
/// Ordinary mail gives nothing: the caller takes that for "not a bounce". So two things are weighed
/// apart: whether the message is a report at all (`ReportEvidence`), and which of its addresses are
/// the ones that failed (`FailedAddresses`).
enum GeneralReader {
  static let name = "general"

  static func read(
    _ report: ReportText, hasMarks: Bool
  ) -> (name: String, recipients: [ReportedRecipient])? {
    let evidence = ReportEvidence(report, hasMarks: hasMarks)
    guard evidence.isReport(naming: true) else { return nil }
    var (listed, isSure) = FailedAddresses(report).find()
    // A sentence in which an address and a failure stand is what people write, too.
    if !isSure, !evidence.isReport(naming: false) { return nil }
    // So is what advertisers write who call themselves a mail system.
    if !isSure, !evidence.isVouchedFor { listed = [] }
    let common = report.reasonOfAll
    // What stands below the address may be a sentence for people, and the reply elsewhere.
    if listed.count == 1, !report.showsCode(listed[0].reason) {
      listed[0].reason += common.filter { !listed[0].reason.contains($0) }
    }
    var recipients = report.recipients(listed, common: common)
    if recipients.isEmpty { return evidence.isReport(naming: false) ? (name, []) : nil }
    if recipients.count == 1, recipients[0].evidence.text.isEmpty,
      report.subjectUses.contains(.reason)
    {
      recipients[0] = report.recipient(
        recipients[0].address, kind: recipients[0].kind, diagnostic: report.notice.subject)
    }
    for position in recipients.indices { recipients[position].evidence.dialect = name }
    return (name, recipients)
  }
}

extension ReportText {
  /// What the report says about all its recipients: the paragraphs that name a cause or quote a server, or
  /// else the one that says that there was a failure.
  func showsCode(_ reason: [Range<Int>]) -> Bool {
    reason.contains { SMTPCodes.find(in: text[$0]) != SMTPCodes() }
  }

  var reasonOfAll: [Range<Int>] {
    var result: [Range<Int>] = []
    var number = 0
    while number < lines.count, result.count < 24 {
      let line = lines[number]
      guard !line.isBlank, !isQuoted(line.start), isDiagnosis(line) || showsCode([line.range])
      else {
        number += 1
        continue
      }
      let paragraph = paragraph(around: number)
      result += paragraph
      number = max(number + 1, paragraph.last.map { self.line(at: $0.upperBound) + 1 } ?? 0)
    }
    if !result.isEmpty { return result }
    let statement = first(.failure) ?? first(.delay)
    return statement.map { paragraph(around: self.line(at: $0.lowerBound)) } ?? []
  }
}
