import ArgumentParser
import Model
import Store

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show every event of an address, and how its verdict follows from them.",
    discussion: """
      EXAMPLES
        rebound history ada@example.org
        rebound history ada@example.org --format jsonl
      """)

  @Argument(help: "The address.")
  var address: AddressArgument

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let history = try store.openForReading().history(address.address, now: clock.now)
    guard format.format == .table else {
      let rows = format.writer(columns: Self.columns)
      for row in rowsOfEvents(history) { rows.write(row) }
      rows.finish()
      return
    }
    HistoryPage(history: history).print()
  }

  private static let columns: [Column] = [
    .fixed("at"), .fixed("kind"), .fixed("cause"), .fixed("reply"), .fixed("status"),
    .fixed("permanent"), .fixed("rule"), .fixed("via"), .fixed("remote_host"),
    .fixed("reporting_host"), .fixed("message_id"), .fixed("report_id"), .fixed("verification"),
    .fixed("run"), .fixed("counted"), .text("diagnostic"),
  ]

  private func rowsOfEvents(_ history: AddressHistory) -> [[Cell]] {
    let events = Dictionary(history.events.map { ($0.key, $0) }) { first, _ in first }
    return history.explanation.lines.map { line in
      guard let event = line.event.flatMap({ events[$0] }) else {
        return [.moment(line.at), .text("decision")] + Array(repeating: Cell.none, count: 12)
          + [.text(line.words), .none]
      }
      return [
        .moment(event.at), .text(event.kind.rawValue), .text(event.cause?.rawValue ?? ""),
        .text(event.reply?.description ?? ""), .text(event.status?.description ?? ""),
        .bool(event.permanent), .text(event.rule ?? ""), .text(event.via ?? ""),
        .text(event.remoteHost ?? ""), .text(event.reportingHost ?? ""),
        .text(event.messageID ?? ""), .text(event.reportID ?? ""),
        .text(event.verification.rawValue), .integer(event.run), .text(line.words),
        .text(event.diagnostic),
      ]
    }
  }
}

/// The history of an address for a person to read.
private struct HistoryPage {
  let history: AddressHistory

  func print() {
    let sink = ByteSink.standardOutput()
    let terminal = Terminal.standardOutput
    let verdict = history.verdict
    sink.line(
      "\(terminal.bold(Escape.terminal(history.address.description))): \(verdict.state.rawValue)")
    sink.line("  \(verdict.why)")
    if let cause = verdict.cause {
      sink.line("  \(cause.fault.words)")
      sink.line("  \(cause.text.advice)")
    }
    let events = Dictionary(history.events.map { ($0.key, $0) }) { first, _ in first }
    for line in history.explanation.lines {
      sink.line()
      guard let event = line.event.flatMap({ events[$0] }) else {
        sink.line("\(UTCTime.timestamp(line.at))  decision")
        sink.line("  \(Escape.terminal(line.words))")
        continue
      }
      let facts = [
        event.kind.rawValue, event.cause?.rawValue ?? "", CodeText.of(event.reply, event.status),
      ].filter { !$0.isEmpty }
      sink.line("\(UTCTime.timestamp(event.at))  \(facts.joined(separator: "  "))")
      sink.line("  → \(line.words)")
      if !event.diagnostic.isEmpty {
        sink.line("  said: \(Escape.terminal(OneLine.of(event.diagnostic)))")
      }
      for (name, value) in [
        ("by", event.remoteHost), ("reported by", event.reportingHost), ("via", event.via),
        ("message", event.messageID), ("rule", event.ruleWords),
      ] {
        if let value, !value.isEmpty { sink.line("  \(name): \(Escape.terminal(value))") }
      }
      if event.verification != .unchecked {
        sink.line("  guard: \(event.verification.rawValue)")
      }
    }
    sink.flush()
  }
}

extension LoggedEvent {
  /// The rule that named the cause, and how sure it is where it is not.
  fileprivate var ruleWords: String? {
    guard let rule, let cause, let confidence,
      let basis = basis.flatMap(Finding.Basis.init(rawValue:)),
      Finding.isUnsure(cause: cause, basis: basis, confidence: confidence)
    else { return rule }
    let reason =
      switch basis {
      case .weights: "the words were weighed, not recognised"
      case .words: "words that stand far apart"
      default: "a code that stands alone"
      }
    return "\(rule) (unsure: \(reason); confidence \(confidence.hundredths))"
  }
}
