import ArgumentParser
import Model
import Store

struct SuppressionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppressions",
    abstract: "List the addresses that must not be mailed, and why.",
    discussion: """
      EXAMPLES
        rebound suppressions
        rebound suppressions --verdict all --domain example.org
        rebound suppressions --since 7d --format csv > new.csv
      """)

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case suppress, hold, review, all

    var filter: (states: Set<VerdictState>, reviewOnly: Bool) {
      switch self {
      case .suppress: ([.suppress], false)
      case .hold: ([.hold], false)
      case .review: ([.ok], true)
      case .all: ([.suppress, .hold], false)
      }
    }
  }

  @Option(help: "suppress, hold, review (a person should look), or all (suppressed and held).")
  var verdict: Choice = .suppress

  @Option(help: "Only addresses of this domain.")
  var domain: String?

  @Option(help: ArgumentHelp("Only this cause; may be given several times.", valueName: "cause"))
  var cause: [Cause] = []

  @Option(help: ArgumentHelp("Only with evidence since then: a date, or 7d.", valueName: "moment"))
  var since: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let filter = RecipientFilter(
      states: verdict.filter.states, reviewOnly: verdict.filter.reviewOnly,
      causes: cause.isEmpty ? nil : Set(cause), domain: domain,
      since: try since.map { try Moment.parse($0, before: clock.now) })
    let store = try store.openForReading()
    let rows = format.writer(columns: SuppressionRows.columns)
    try SuppressionPrinter.print(store.listing(filter, now: clock.now), to: rows)
  }
}

/// The rows in which suppressed and held addresses are listed, in every format.
struct SuppressionRows {
  static let columns: [Column] = [
    .fixed("address"), .fixed("verdict"), .fixed("cause"), .fixed("code"), .fixed("incidents"),
    .fixed("first_seen"), .fixed("last_seen"), .fixed("until"), .text("why"),
  ]

  private var codes: [Int: String] = [:]
  private var lastReason = (who: "", why: "", text: "")

  mutating func cells(_ recipient: ListedRecipient) -> [Cell] {
    let verdict = recipient.verdict
    return [
      .text(recipient.address), .text(verdict.state.rawValue), .text(verdict.causeName),
      .text(code(recipient)), .integer(verdict.incidents),
      .optional(verdict.first), .optional(verdict.last), .optional(verdict.until),
      .text(why(recipient)),
    ]
  }

  /// Made once for each pair of codes: a million rows have some dozens of them.
  private mutating func code(_ recipient: ListedRecipient) -> String {
    let key = (recipient.reply?.rawValue ?? 0) << 32 | (recipient.status?.packed ?? 0)
    if let known = codes[key] { return known }
    let text = CodeText.of(recipient.reply, recipient.status)
    codes[key] = text
    return text
  }

  private mutating func why(_ recipient: ListedRecipient) -> String {
    if let who = recipient.decidedBy {
      let why = recipient.decidedBecause ?? ""
      if lastReason.who != who || lastReason.why != why {
        lastReason = (who, why, "\(who): \(why)")
      }
      return lastReason.text
    }
    return recipient.diagnostic.map(Self.oneLine) ?? recipient.verdict.why
  }

  /// What was said, with its line ends and runs of spaces folded.
  static func oneLine(_ text: String) -> String {
    var text = text
    return text.withUTF8(foldedLine) ?? text
  }

  /// - Returns: Nil where there is nothing to fold.
  private static func foldedLine(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    // Most octets are looked at once.
    var isFolded = text.first != 0x20 && text.last != 0x20
    for position in text.indices where text[position] <= 0x20 {
      let octet = text[position]
      if isLineEnd(octet) || (octet == 0x20 && position > 0 && text[position - 1] == 0x20) {
        isFolded = false
        break
      }
    }
    if isFolded, !text.isEmpty { return nil }
    var line: [UInt8] = []
    line.reserveCapacity(text.count)
    var isPending = false
    for octet in text {
      if octet == 0x20 || isLineEnd(octet) {
        isPending = !line.isEmpty
      } else {
        if isPending { line.append(0x20) }
        isPending = false
        line.append(octet)
      }
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static func isLineEnd(_ octet: UInt8) -> Bool {
    octet == 0x0A || octet == 0x0D || octet == 0x09
  }
}
