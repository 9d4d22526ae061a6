import Mail
import Model
import Octets

/// Reads reports that follow no standard.
enum DialectReader {
  /// What a report says in its own words.
  ///
  /// - Returns: the dialect's name and the recipients with what was said about each; no recipients where
  ///   a delivery has failed but the report does not say whose; nil where it reports no delivery at all.
  static func read(_ notice: Notice) -> (name: String, recipients: [ReportedRecipient])? {
    let book = PhraseBook.shared
    var weights = DialectWeights()
    let subjectUses = book.weigh(notice, &weights)
    var report = ReportText(notice, subjectUses: subjectUses, index: book.index)
    weights.add(report)
    for candidate in weights.candidates {
      let dialect = Dialect.all[candidate]
      report.dialect = UInt8(candidate)
      var recipients = dialect.read(report)
      guard !recipients.isEmpty else { continue }
      for position in recipients.indices {
        recipients[position].evidence.dialect = dialect.name
      }
      return (dialect.name, recipients)
    }
    report.dialect = PhraseTag.common
    return GeneralReader.read(report, hasMarks: !weights.candidates.isEmpty)
  }
}

/// How much speaks for each dialect.
struct DialectWeights {
  private var weights = [UInt8](repeating: 0, count: Dialect.all.count)
  /// The marks counted so far: one that stands twice speaks once.
  private var seen: [UInt16] = []

  mutating func add(_ tag: PhraseTag) {
    guard tag.use == .mark, !seen.contains(tag.number) else { return }
    seen.append(tag.number)
    weights[Int(tag.dialect)] &+= tag.weight
  }

  mutating func add(_ report: ReportText) {
    for hit in report.hits where hit.tag.use == .mark && !report.isQuoted(hit.range.lowerBound) {
      add(hit.tag)
    }
  }

  /// The dialects worth trying, in their order: what imitates another's sentences has more marks of
  /// that other than of its own, so the sum says nothing.
  var candidates: [Int] { weights.indices.filter { weights[$0] >= Mark.enough } }
}

/// The phrases of all dialects and of all languages, made searchable once.
struct PhraseBook: Sendable {
  static let shared = PhraseBook()

  let index: PhraseIndex<PhraseTag>

  private init() {
    var phrases: [(String, PhraseTag)] = []
    func add(_ phrase: String, _ tag: PhraseTag) {
      var tag = tag
      tag.number = UInt16(phrases.count)
      phrases.append((phrase, tag))
    }
    for (number, dialect) in Dialect.all.enumerated() {
      let owner = UInt8(number)
      for mark in dialect.marks {
        add(
          mark.phrase,
          PhraseTag(dialect: owner, use: .mark, field: mark.field, weight: mark.weight))
      }
      for phrase in dialect.begins { add(phrase, PhraseTag(dialect: owner, use: .begins)) }
      for phrase in dialect.ends { add(phrase, PhraseTag(dialect: owner, use: .ends)) }
    }
    for (use, list) in CommonPhrases.all {
      for phrase in list { add(phrase, PhraseTag(dialect: PhraseTag.common, use: use)) }
    }
    for (use, list) in CommonPhrases.subject {
      for phrase in list {
        add(phrase, PhraseTag(dialect: PhraseTag.common, use: use, field: .subject))
      }
    }
    index = PhraseIndex(phrases)
  }

  /// Weighs the marks of the header, and tells what the subject says.
  func weigh(_ notice: Notice, _ weights: inout DialectWeights) -> Set<PhraseUse> {
    var uses: Set<PhraseUse> = []
    scan(notice.subject) { tag in
      if tag.use == .mark {
        if tag.field == .subject { weights.add(tag) }
      } else if tag.dialect == PhraseTag.common {
        uses.insert(tag.use)
      }
    }
    let header = notice.message.header
    for (field, value) in [
      (Mark.Field.from, header.decoded("from")), (.mailer, header["x-mailer"]),
    ] {
      guard let value else { continue }
      scan(value) { tag in
        if tag.use == .mark, tag.field == field { weights.add(tag) }
      }
    }
    return uses
  }

  private func scan(_ text: Bytes, _ body: (PhraseTag) -> Void) {
    var words: [Word] = []
    words.reserveCapacity(min(text.count, 1_000) / 5 + 1)
    for word in Words(text.prefix(1_000)) { words.append(word) }
    index.scan(words) { body($0.tag) }
  }
}

extension ReportText {
  /// Whether the position stands in a line that somebody quoted: what a report says there was said in
  /// another message.
  func isQuoted(_ position: Int) -> Bool {
    guard !lines.isEmpty else { return false }
    let line = text[lines[line(at: position)].range]
    return line.first == UInt8(ascii: ">") && !line.hasPrefix(">>>")
  }
}
