// Safety argument: the part is not counted, since all threads that go through a listing would contend for the count.
// `RecipientListing.forEach` alone makes these and lends them for the time of a call in which the listing, which owns
// the part, is alive; they can't be copied, so that nobody keeps one. Octets of the part's texts are used inside of
// the accessors only.

import Model

/// A recipient that something is held against, with the evidence that counted last: lent to those who go through a
/// listing.
public struct ListedRecipient: ~Copyable {
  private unowned(unsafe) let part: ListedPart
  private let position: Int
  private let row: ListedRows.Row

  init(_ part: ListedPart, _ position: Int) {
    self.part = part
    self.position = position
    self.row = part.rows.rows[position]
  }

  /// As it was first seen.
  public var address: String {
    var text: [UInt8] = []
    appendAddress(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the UTF-8 of `address`.
  public func appendAddress(to text: inout [UInt8]) {
    let hasSpelling = row.spellingCount > 0
    let start = hasSpelling ? row.localCount : 0
    let local = hasSpelling ? row.spellingCount : row.localCount
    text.append(contentsOf: row.texts.octets(start..<start + local))
    let domain = part.domains.octets(row.domain)
    guard !domain.isEmpty else { return }
    text.append(UInt8(ascii: "@"))
    text.append(contentsOf: domain)
  }

  /// In its DNS form.
  public var domain: String { String(decoding: part.domains.octets(row.domain), as: UTF8.self) }

  public var verdict: Verdict {
    func moment(_ value: Int64) -> Int64? { value == ListedRows.null ? nil : value }
    let vocabulary = part.vocabulary
    return Verdict(
      Vocabulary.state(Int64(row.state)), vocabulary.rules.name(Int64(row.rule)) ?? .nothingKnown,
      cause: row.cause == ListedRows.noNumber ? nil : vocabulary.causes.name(Int64(row.cause)),
      incidents: Int(row.incidents), threshold: Int(row.threshold), first: moment(row.first),
      last: moment(row.last), until: moment(row.until), step: Int(row.step),
      decision: moment(row.decision))
  }

  // What was said last, where an event decided.

  public var reply: ReplyCode? { codes.reply }
  public var status: EnhancedStatus? { codes.status }

  private var codes: (reply: ReplyCode?, status: EnhancedStatus?) {
    row.code == DenseNumbers.none ? (nil, nil) : part.codes[Int(row.code)]
  }

  public var diagnostic: String? { withDiagnostic { String(decoding: $0, as: UTF8.self) } }

  /// Calls `body` with the UTF-8 of the diagnostic text, which is valid inside of `body` only.
  ///
  /// - Returns: Nil where there is no diagnostic text.
  public func withDiagnostic<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    guard row.hasDiagnostic else { return nil }
    let start = row.localCount + row.spellingCount
    return try body(row.texts.octets(start..<row.texts.count))
  }

  /// Who decided and why, where it was a person.
  public var decision: (by: String, because: String)? {
    guard row.reason != ListedRows.noNumber else { return nil }
    let reason = part.rows.reasons.all[Int(row.reason)]
    return (by: reason.who, because: reason.why)
  }
}
