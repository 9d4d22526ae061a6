import Octets

/// Lotus Domino: `was not delivered to:`, `because:`, in the language of the server.
extension Dialect {
  static let domino = Dialect(
    name: "domino",
    marks: [
      .hint(.subject, "DELIVERY FAILURE"), .hint(.text, "was not delivered to"),
      .hint(.text, "because"),
      .hint(.text, "not listed in Domino Directory"),
      .hint(.text, "not listed in public Name Address Book"),
      .hint(.text, "Lotus"), .hint(.text, "Domino"),
      .hint(.text, "konnte nicht zugestellt werden an"), .hint(.text, "wurde nicht zugestellt an"),
      .hint(.text, "weil"),
      .hint(.text, "aus folgendem Grund"), .hint(.text, "n'a pas été distribué à"),
      .hint(.text, "n'a pas été remis à"),
      .hint(.text, "parce que"), .hint(.text, "pour la raison suivante"),
      .hint(.text, "no se entregó a"), .hint(.text, "porque"),
      .hint(.text, "non è stato consegnato a"), .hint(.text, "non è stato recapitato a"),
      .hint(.text, "perché"),
      .hint(.text, "não foi entregue a"), .hint(.text, "が次の宛先に配信されませんでした"), .hint(.text, "次の理由により"),
      .hint(.text, "次の理由"), .hint(.text, "was not delivered to the following recipients"),
    ],
    begins: [
      "was not delivered to", "konnte nicht zugestellt werden an", "wurde nicht zugestellt an",
      "n'a pas été distribué à", "n'a pas été remis à", "no se entregó a",
      "non è stato consegnato a", "non è stato recapitato a",
      "não foi entregue a", "配信されませんでした", "was delayed",
    ],
    read: { report in
      let openings = report.openings.map { report.line(at: $0.upperBound) + 1 }
      if openings.count > 1 {
        let several = openings.enumerated().flatMap { number, first in
          dominoBlock(
            report, from: first,
            to: number + 1 < openings.count ? openings[number + 1] - 1 : report.lines.count)
        }
        return report.recipients(several)
      }
      guard let first = openings.first, first < report.lines.count else { return [] }
      // The word that introduces the reason stands alone in its line, with a colon.
      let because = report.lines[first...].firstIndex { line in
        report.text[line.range].isIntroduction
          && AddressText.first(in: report.text, line.range) == nil
      }
      let list = AddressList(names: true).read(
        report, from: first, to: because ?? report.lines.count)
      let reason = because.map { report.content(from: $0 + 1, to: report.lines.count) } ?? []
      return report.recipients(
        list.recipients, common: reason.isEmpty ? report.paragraph(around: first) : reason)
    })

  /// One of several pairs of `was not delivered to:` and `because:`.
  private static func dominoBlock(
    _ report: ReportText, from first: Int, to end: Int
  ) -> [ListedRecipient] {
    guard first < end else { return [] }
    let because = report.lines[first..<end].firstIndex { line in
      report.text[line.range].isIntroduction
        && AddressText.first(in: report.text, line.range) == nil
    }
    let reason = because.map { report.content(from: $0 + 1, to: end) } ?? []
    return AddressList(names: true).read(report, from: first, to: because ?? end).recipients.map {
      ListedRecipient(address: $0.address, reason: reason)
    }
  }

  /// Notes' own SMTP MTA: the reason above the address, between rules.
  static let notes = Dialect(
    name: "notes",
    marks: [
      .sure(.text, "Failure Reasons"), .hint(.text, "Returned Message"),
      .hint(.subject, "Undeliverable message"),
    ],
    begins: ["Failure Reasons"],
    ends: ["Returned Message"],
    read: { report in
      guard let begins = report.first(.begins) else { return [] }
      var result: [ListedRecipient] = []
      var reason: [Range<Int>] = []
      for line in report.lines[(report.line(at: begins.upperBound) + 1)...] where !line.isBlank {
        if report.isRule(line) || report.isEnd(line) { break }
        if let heading = AddressHeading.read(report.text, line, names: false) {
          result += heading.addresses.map {
            ListedRecipient(address: $0, reason: reason + report.reason(in: heading.rest))
          }
          reason = []
        } else {
          reason.append(line.range)
        }
      }
      // Some versions write the reason below.
      return report.recipients(result, common: reason)
    })
}

extension Bytes {
  /// A few words and a colon: `because:`, `aus folgendem Grund:`, `次の理由により：`.
  fileprivate var isIntroduction: Bool {
    guard count >= 3, count < 80 else { return false }
    return last == UInt8(ascii: ":") || hasSuffixFolded("：")
  }
}
