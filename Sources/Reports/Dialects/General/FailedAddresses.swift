import Model
import Octets

/// Which addresses of a report are those that failed.
///
/// The ways a report can name them are tried from the surest to the least sure; the first that finds
/// any is believed.
struct FailedAddresses {
  private let report: ReportText
  /// Who got the report, and who wrote it: never recipients where only a sentence names them.
  private let parties: [EmailAddress]

  /// How many lines that say something may stand between "could not be delivered" and the list.
  private static let reach = 8

  init(_ report: ReportText) {
    self.report = report
    let header = report.notice.message.header
    var parties: [EmailAddress] = []
    for name in ["from", "to", "reply-to", "return-path"] as [StaticString] {
      guard let value = header[name] else { continue }
      AddressText.forEach(in: value, 0..<min(value.count, 2_000)) { parties.append($0.address) }
    }
    self.parties = parties
  }

  /// - Returns: the addresses, and whether more than a sentence names them.
  func find() -> (listed: [ListedRecipient], isSure: Bool) {
    let listed = lists()
    let goals = objects()
    // A list that holds what the sentence names is the whole of it; one that does not is no list.
    let isList = goals.allSatisfy { goal in listed.contains { $0.address == goal.address } }
    if !listed.isEmpty, isList { return (listed, true) }
    if !goals.isEmpty { return (goals, true) }
    for way in [dialogue, labels, headings, header] {
      let found = way()
      if !found.isEmpty { return (found, true) }
    }
    for way in [sentences, subject, addressees, onlyAddress, everybody] {
      let found = way()
      if !found.isEmpty { return (found, false) }
    }
    return ([], false)
  }

  /// X-Failed-Recipients.
  private func header() -> [ListedRecipient] {
    report.failedRecipients.map { ListedRecipient(address: $0, reason: []) }
  }

  /// Words in front of the address that something was sent to: "your message to user@host was not
  /// delivered".
  private static let prepositions: [StaticString] = [
    "to", "for", "an", "für", "à", "pour", "a", "para", "per", "naar", "aan", "voor", "bij", "do",
    "dla", "na", "til",
    "till", "för", "to the address", "to address", "recipient", "address", "user", "empfänger",
    "destinataire",
    "destinatario", "adresat", "адрес", "на", "для", "получателю", "адресату",
  ]

  /// Addresses that the sentence that says so names as the goal of what failed.
  private func objects() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    var end = 0
    // Where an address ended that was such a goal.
    var last = -1
    for hit in report.hits where isStatement(hit) && hit.range.lowerBound >= end {
      let number = report.line(at: hit.range.lowerBound)
      guard !report.isRule(report.lines[number]) else { continue }
      // A sentence, wrapped or not, not the paragraph: reports name the sender in the next one.
      let sentence = report.sentence(around: hit.range)
      end = sentence.upperBound
      AddressText.forEach(in: report.text, sentence) { found in
        guard isCandidate(found),
          follows(Self.prepositions, found, from: sentence.lowerBound)
            || joins(last, to: found.outer.lowerBound)
        else { return }
        last = found.outer.upperBound
        result.append(ListedRecipient(address: found.address, reason: []))
      }
    }
    return result
  }

  /// Whether no more than a comma or a word such as `and` stands between two addresses.
  private func joins(_ end: Int, to start: Int) -> Bool {
    guard end >= 0, end < start, start - end <= 16 else { return false }
    var rest = report.text[end..<start].trimmed()
    while let first = rest.first, "<>(\"'`,;&/*".utf8.contains(first) {
      rest = rest.dropFirst().trimmed()
    }
    while let last = rest.last, "<(\"'`*".utf8.contains(last) { rest = rest.dropLast().trimmed() }
    return rest.isEmpty
      || ["and", "or", "und", "et", "y", "e", "en", "och", "og", "i", "и", "和", "と"].contains {
        rest.equalsFolded($0)
      }
  }

  /// Whether one of the words stands directly in front of the address.
  private func follows(_ words: [StaticString], _ found: WrittenAddress, from start: Int) -> Bool {
    var position = found.outer.lowerBound
    while position > start,
      report.text[position - 1].isSpace || "<(\"'`[*".utf8.contains(report.text[position - 1])
    {
      position -= 1
    }
    let before = report.text[start..<position]
    return words.contains { word in
      guard before.hasSuffixFolded(word) else { return false }
      let rest = before.dropLast(word.utf8CodeUnitCount)
      return rest.last.map { !$0.isAlphanumeric && $0 < 0x80 } ?? true
    }
  }

  /// Lists below a line that says that a delivery failed.
  private func lists() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    var end = 0
    for hit in report.hits where isStatement(hit) && hit.range.lowerBound >= end {
      let number = report.line(at: hit.range.upperBound)
      let line = report.lines[number]
      // `Delivery failed: user@host`.
      let heading = report.heading(from: hit.range.upperBound, names: false)
      var list = AddressList(names: true)
      list.reach = Self.reach
      list.addressees = false
      let (found, stop) = list.read(report, from: number + 1, heading: heading)
      guard !found.isEmpty else { continue }
      let own = report.text[line.range].trimmed()
      for entry in found {
        var entry = entry
        // The sentence itself says what there is to say: `Unknown user: user@host`.
        if heading != nil, entry.reason.isEmpty, !own.isEmpty { entry.reason = [line.range] }
        result.append(entry)
      }
      end = stop < report.lines.count ? report.lines[stop].start : report.text.count
    }
    return result
  }

  private func isStatement(_ hit: PhraseIndex<PhraseTag>.Hit) -> Bool {
    guard hit.tag.dialect == PhraseTag.common, !report.isQuoted(hit.range.lowerBound) else {
      return false
    }
    return hit.tag.use == .failure || hit.tag.use == .delay || hit.tag.use == .delivered
  }

  /// An SMTP dialogue: `>>> RCPT TO:<user@host>`, `<<< 550 …`.
  private func dialogue() -> [ListedRecipient] {
    guard let first = report.lines.firstIndex(where: { report.text[$0.range].hasPrefix(">>> ") })
    else {
      return []
    }
    return Transcript.read(report, from: first, to: report.lines.count).entries.map {
      ListedRecipient(address: $0.address, reason: $0.lines)
    }
  }

  /// `Intended recipient: user@host`, `Unknown user: user@host`.
  private func labels() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    for (number, line) in report.lines.enumerated()
    where !line.isBlank && !report.isQuoted(line.start) {
      guard let found = AddressText.first(in: report.text, line.range) else { continue }
      let before = report.text[line.start..<found.outer.lowerBound]
      let isReason = isIntroduced(found, from: line.start)
      guard isReason || AddressHeading.isRecipientLabel(before) else { continue }
      var list = AddressList(names: false)
      list.reach = 0
      let heading = AddressHeading.read(
        report.text,
        Line(report.text[found.outer.lowerBound..<line.end], at: found.outer.lowerBound),
        names: false)
      guard let heading else { continue }
      for entry in list.read(report, from: number + 1, heading: heading).recipients {
        var entry = entry
        if isReason { entry.reason = [line.range] + entry.reason }
        result.append(entry)
      }
    }
    return result
  }

  /// Whether the words before an address say why it failed, and nothing comes between: `Unknown user: user@host`,
  /// not `The street does not exist. Please contact user@host`.
  private func isIntroduced(_ found: WrittenAddress, from start: Int) -> Bool {
    let before = start..<found.outer.lowerBound
    guard report.contains(.reason, in: before), !report.contains(.contact, in: before) else {
      return false
    }
    return report.sentence(around: found.range).lowerBound <= start
  }

  /// Lines that begin with an address and say in the same line, or below it, what was wrong with it.
  private func headings() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    var number = 0
    while number < report.lines.count {
      let line = report.lines[number]
      number += 1
      guard !line.isBlank, !report.isQuoted(line.start), !report.contains(.contact, in: line.range),
        let heading = AddressHeading.read(report.text, line, names: false)
      else { continue }
      let isAlone = heading.rest.isEmpty
      let isExplained =
        report.contains(.reason, in: heading.rest) || report.contains(.failure, in: heading.rest)
        || SMTPCodes.find(in: report.text[heading.rest]).reply != nil
      guard isAlone || isExplained else { continue }
      var list = AddressList()
      list.reach = 0
      let (found, end) = list.read(report, from: number, heading: heading)
      result += found.filter { !parties.contains($0.address) || isExplained }
      number = max(number, end)
    }
    return result
  }

  /// Addresses in a sentence that says that something failed, or why.
  private func sentences() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    for (number, line) in report.lines.enumerated()
    where !line.isBlank && !report.isQuoted(line.start) {
      AddressText.forEach(in: report.text, line.range) { found in
        guard isCandidate(found), !isRole(found.address), result.count < 1_000 else { return }
        let paragraph = report.paragraph(around: number)
        guard let first = paragraph.first, let last = paragraph.last else { return }
        let range = first.lowerBound..<last.upperBound
        guard
          report.contains(.failure, in: range) || report.contains(.reason, in: range)
            || report.contains(.delay, in: range)
        else { return }
        // The part of the sentence around the address must not ask to write to it.
        let around =
          max(
            range.lowerBound, found.outer.lowerBound - 80)..<min(
            range.upperBound, found.outer.upperBound + 20)
        guard !report.contains(.contact, in: around), !report.contains(.contact, in: line.range)
        else { return }
        result.append(ListedRecipient(address: found.address, reason: paragraph))
      }
    }
    return result
  }

  /// Whether the address is one that reports ask their readers to write to.
  private func isRole(_ address: EmailAddress) -> Bool {
    let local = Bytes(address.local)
    for name in [
      "postmaster", "mailer-daemon", "abuse", "help", "helpdesk", "support", "noreply",
      "no-reply", "hostmaster", "webmaster",
    ] as [StaticString] where local.equalsFolded(name) {
      return true
    }
    return false
  }

  private func isCandidate(_ found: WrittenAddress) -> Bool {
    if parties.contains(found.address) { return false }
    // A Message-ID, or the sender's side of the message's header.
    let line = report.lines[report.line(at: found.outer.lowerBound)]
    let content = report.text[line.range]
    for label in [
      "message-id", "from:", "sender:", "reply-to:", "return-path:", "cc:", "references:",
      "in-reply-to:", "mail from:", "original sender",
    ] as [StaticString] where content.hasPrefixFolded(label) {
      return false
    }
    return true
  }

  /// `To: user@host`, where a report repeats no more of the message than that.
  private func addressees() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    for line in report.lines where !report.isQuoted(line.start) {
      guard report.text[line.range].hasPrefixFolded("to:"),
        let heading = AddressHeading.read(report.text, line, names: true)
      else { continue }
      result += heading.addresses.filter { !parties.contains($0) }.map {
        ListedRecipient(address: $0, reason: [])
      }
    }
    return result
  }

  /// The one address that a report names, in words nobody has foreseen: `User user@host is not defined`.
  private func onlyAddress() -> [ListedRecipient] {
    var result: [ListedRecipient] = []
    for line in report.lines where !line.isBlank && !report.isQuoted(line.start) {
      guard !report.contains(.contact, in: line.range) else { continue }
      AddressText.forEach(in: report.text, line.range) { found in
        guard isCandidate(found), !isRole(found.address), result.count < 2,
          !result.contains(where: { $0.address == found.address })
        else { return }
        result.append(ListedRecipient(address: found.address, reason: [line.range]))
      }
      if result.count > 1 { return [] }
    }
    return result
  }

  /// Whom the returned message was addressed to, where the report says that it reached nobody.
  private func everybody() -> [ListedRecipient] {
    guard let whole = report.first(.whole) else { return [] }
    let reason = report.paragraph(around: report.line(at: whole.lowerBound))
    return report.addressees.map { ListedRecipient(address: $0, reason: reason) }
  }

  /// `Your message to user@host could not be delivered`, as a subject.
  private func subject() -> [ListedRecipient] {
    guard report.subjectUses.contains(.failure) || report.subjectUses.contains(.reason) else {
      return []
    }
    let subject = report.notice.subject
    guard let found = AddressText.first(in: subject, 0..<subject.count),
      !parties.contains(found.address)
    else { return [] }
    return [ListedRecipient(address: found.address, reason: [])]
  }
}
