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
    let listed = FailedAddresses(report).find()
    if listed.isEmpty {
      return evidence.isReport(naming: false) ? (name, []) : nil
    }
    var recipients = report.recipients(listed, common: report.reasonOfAll)
    for position in recipients.indices { recipients[position].evidence.dialect = name }
    return (name, recipients)
  }
}

extension ReportText {
  /// What the report says about all its recipients: the paragraphs that name a cause, or else the one that
  /// says that there was a failure.
  var reasonOfAll: [Range<Int>] {
    var result: [Range<Int>] = []
    for hit in hits(.reason) where !isQuoted(hit.range.lowerBound) {
      let paragraph = paragraph(around: line(at: hit.range.lowerBound))
      guard let first = paragraph.first, first.lowerBound > (result.last?.lowerBound ?? -1) else {
        continue
      }
      result += paragraph
      if result.count > 24 { break }
    }
    if !result.isEmpty { return result }
    let statement = first(.failure) ?? first(.delay)
    return statement.map { paragraph(around: line(at: $0.lowerBound)) } ?? []
  }
}
