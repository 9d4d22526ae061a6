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
    let listing = try store.openForReading().listing(filter, now: clock.now)
    try SuppressionRows.printer(listing).print(to: format.writer(columns: SuppressionRows.columns))
  }
}

/// The rows in which suppressed and held addresses are listed, in every format.
struct SuppressionRows {
  static let columns: [Column] = [
    .fixed("address"), .fixed("verdict"), .fixed("cause"), .fixed("code"), .fixed("incidents"),
    .fixed("first_seen"), .fixed("last_seen"), .fixed("until"), .text("why"),
  ]

  static func printer(_ listing: RecipientListing) -> RowPrinter {
    RowPrinter(count: listing.count) {
      var rows = SuppressionRows()
      return { range, take in rows.read(range, of: listing, take) }
    }
  }

  private var row = Row()
  private var codes: [Int: String] = [:]

  private mutating func read(
    _ range: Range<Int>, of listing: RecipientListing, _ take: (Row) -> Void
  ) {
    listing.forEach(in: range) {
      fill($0)
      take(row)
    }
  }

  private mutating func fill(_ recipient: borrowing ListedRecipient) {
    let verdict = recipient.verdict
    row.removeAll()
    row.appendText { recipient.appendAddress(to: &$0) }
    row.append(.text(verdict.state.rawValue))
    row.append(.text(verdict.causeName))
    row.append(.text(code(recipient)))
    row.append(.integer(verdict.incidents))
    row.append(.optional(verdict.first))
    row.append(.optional(verdict.last))
    row.append(.optional(verdict.until))
    row.appendText { Self.appendWhy(recipient, verdict, to: &$0) }
  }

  /// Made once for each pair of codes: a million rows have some dozens of them.
  private mutating func code(_ recipient: borrowing ListedRecipient) -> String {
    let (reply, status) = (recipient.reply, recipient.status)
    let key = (reply?.rawValue ?? 0) << 32 | (status?.packed ?? 0)
    if let known = codes[key] { return known }
    let text = CodeText.of(reply, status)
    codes[key] = text
    return text
  }

  private static func appendWhy(
    _ recipient: borrowing ListedRecipient, _ verdict: Verdict, to text: inout [UInt8]
  ) {
    if let decision = recipient.decision {
      text.append(contentsOf: "\(decision.by): \(decision.because)".utf8)
    } else if recipient.withDiagnostic({ OneLine.append($0, to: &text) }) == nil {
      text.append(contentsOf: verdict.why.utf8)
    }
  }
}
