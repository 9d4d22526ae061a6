import Mail
import Octets

/// How much speaks for a message being a report about the delivery of another one.
struct ReportEvidence {
  private var weight = 0
  /// Whether more than words speaks for it, which everybody can write: the address of a mail system, the null
  /// return path, a returned message.
  let isVouchedFor: Bool

  /// How many lines that are not blank count as the beginning.
  private static let opening = 6

  init(_ report: ReportText, hasMarks: Bool) {
    let header = report.notice.message.header
    let author = Author(header)
    isVouchedFor =
      author.hasSystemAddress || author.hasNullReturnPath || author.address.isEmpty
      || author.isMachine || header.contains("x-failed-recipients")
      || header.contains("auto-submitted") || !report.notice.original.isEmpty
    let saysFailure = report.subjectUses.contains(.failure) || report.subjectUses.contains(.delay)
    if author.isMailSystem { weight += 3 }
    if author.hasNullReturnPath { weight += 2 }
    if saysFailure { weight += 2 } else if report.subjectUses.contains(.reason) { weight += 1 }
    if let submitted = header["auto-submitted"], !submitted.equalsFolded("no") { weight += 1 }
    if header.contains("x-failed-recipients") { weight += 3 }
    if !report.notice.original.isEmpty { weight += 1 }
    if hasMarks { weight += 1 }
    weigh(text: report)
    if report.subjectUses.contains(.absence) { weight -= 4 }
    guard !author.isMailSystem else { return }
    // People who write about bounces, and lists that carry what they write.
    if Self.isAnswer(report.notice.subject) { weight -= 4 }
    if header.contains("in-reply-to") || header.contains("references") { weight -= 2 }
    if header.contains("list-unsubscribe"), !saysFailure { weight -= 3 }
  }

  private mutating func weigh(text report: ReportText) {
    let words = report.lines.lazy.filter { !$0.isBlank && !report.isRule($0) }
    let end = words.prefix(Self.opening).reduce(0) { max($0, $1.end) }
    var stated = false
    var explained = false
    var absent = false
    for hit in report.hits where hit.tag.dialect == PhraseTag.common {
      guard !report.isQuoted(hit.range.lowerBound) else { continue }
      switch hit.tag.use {
      case .failure, .delay, .delivered:
        if hit.range.lowerBound <= end { stated = true }
      case .reason: explained = true
      case .absence: absent = true
      default: continue
      }
    }
    if stated { weight += 2 }
    if explained { weight += 1 }
    if absent { weight -= 2 }
  }

  /// - Parameter naming: Whether the report names the addresses that failed.
  func isReport(naming: Bool) -> Bool { weight >= (naming ? 4 : 5) }

  /// `Re:`, and what it becomes elsewhere; forwarded mail too.
  private static func isAnswer(_ subject: Bytes) -> Bool {
    ["re:", "fw:", "fwd:", "aw:", "wg:", "sv:", "vs:", "tr:", "rv:", "antw:", "odp:"].contains {
      prefix in
      subject.prefix(6).string.lowercased().hasPrefix(prefix)
    }
  }
}
