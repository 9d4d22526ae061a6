import ArgumentParser
import Foundation
import Lists
import Model
import Octets
import Store

struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Clean a mailing list: keep the rows that may be mailed.",
    discussion: """
      Reads CSV, TSV, semicolon-separated and plain lists, and writes the rows that are kept exactly as
      they were: columns, quotes, byte order mark and line ends. Addresses on hold are kept out too,
      unless --keep-held is given.

      EXAMPLES
        rebound filter members.csv > clean.csv
        rebound filter members.csv --column email --rejected out.csv > clean.csv
        rebound filter members.csv --dry-run
      """)

  @Argument(help: "The list, or - for standard input.")
  var list: String

  @Option(help: "The column of addresses, by its name or number. Found by itself if not given.")
  var column: String?

  @Option(
    help: ArgumentHelp(
      "Write the other rows there, with cause, verdict, since and advice.", valueName: "file"))
  var rejected: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the kept rows there.", valueName: "file"))
  var output: String?

  @Flag(help: "Also keep addresses that are only on hold.")
  var keepHeld = false

  @Flag(help: "Write nothing; only count.")
  var dryRun = false

  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let suppressed = try SuppressionTable(
      store: store.openForReading(), states: keepHeld ? [.suppress] : [.suppress, .hold],
      now: clock.now)
    let input = try FileInput(path: list)
    var reader = ListReader(descriptor: input.descriptor, path: input.name)
    let kept = dryRun ? nil : try FileOutput.sink(path: output)
    let refused = dryRun ? nil : try rejected.map { try FileOutput.sink(path: $0) }
    let counts = try ListFilter(column: wanted, reject: suppressed.rejection(of:)).run(
      &reader, keep: { kept?.write($0) }, refuse: { refused?.write($0) })
    kept?.flush()
    refused?.flush()
    if dryRun || Terminal.standardError.isInteractive {
      let line =
        "\(counts.kept) kept, \(counts.rejected) rejected, \(counts.withoutAddress) without an address"
      if dryRun {
        let sink = ByteSink.standardOutput()
        sink.line(line)
        sink.flush()
      } else {
        Complaint.write(line)
      }
    }
  }

  private var wanted: ListFilter.Column {
    guard let column else { return .automatic }
    return Int(column).map(ListFilter.Column.number) ?? .named(column)
  }
}

/// Everything that must not be mailed, in memory: a list is compared with it row by row.
final class SuppressionTable {
  private struct Entry {
    var verdict: VerdictState
    var cause: Cause?
    var rule: VerdictRule
    var since: Int64?
  }

  // Keyed by 128 bits over the address: a million of them take some tens of megabytes.
  private var entries: [EventKey: Entry] = [:]
  /// Asks the store itself about an address that no list names: one that was forgotten, or an unknown one
  /// at a domain of which every address is suppressed.
  private var ask: ((EmailAddress) -> Verdict?)?

  init(store: Store, states: Set<VerdictState>, now: Int64) throws {
    let filter = RecipientFilter(states: states, withEvidence: false)
    try store.recipients(filter, now: now) { recipient in
      let verdict = recipient.verdict
      entries[Self.key(recipient.address.lowercased())] = Entry(
        verdict: verdict.state, cause: verdict.cause, rule: verdict.rule, since: verdict.first)
    }
    let hasForgotten = try store.hasForgotten()
    let domains = try store.suppressedDomains(now: now)
    guard hasForgotten || !domains.isEmpty else { return }
    // An address that a person allowed, or that is to be reviewed, has a verdict of its own.
    var exceptions: Set<EventKey> = []
    try store.recipients(RecipientFilter(states: [.ok], withEvidence: false), now: now) {
      exceptions.insert(Self.key($0.address.lowercased()))
    }
    var answers: [String: Verdict] = [:]
    ask = { address in
      let domain = InternationalDomain.ascii(address.domain)
      let isException = exceptions.contains(Self.key(address.key))
      guard hasForgotten || domains.contains(domain) else { return nil }
      var verdict: Verdict?
      if hasForgotten || isException {
        verdict = try? store.check([address], now: now).first
      } else {
        // All unknown addresses of such a domain have the same verdict.
        verdict = answers[domain] ?? (try? store.check([address], now: now).first)
        answers[domain] = verdict
      }
      guard let verdict, states.contains(verdict.state) else { return nil }
      return verdict
    }
  }

  func rejection(of address: EmailAddress) -> Rejection? {
    guard let entry = entries[Self.key(address.key)] else {
      guard let verdict = ask?(address) else { return nil }
      return Rejection(
        verdict: verdict.state.rawValue, cause: verdict.causeName, since: verdict.first,
        advice: verdict.cause?.text.advice ?? verdict.rule.words)
    }
    let isComplaint = entry.rule == .complaint
    return Rejection(
      verdict: entry.verdict.rawValue,
      cause: isComplaint ? "complaint" : entry.cause?.rawValue ?? "",
      since: entry.since, advice: entry.cause?.text.advice ?? entry.rule.words)
  }

  private static func key(_ address: String) -> EventKey {
    var hash = ContentHash()
    hash.add(address)
    let (high, low) = hash.value
    return EventKey(high: high, low: low)
  }
}
