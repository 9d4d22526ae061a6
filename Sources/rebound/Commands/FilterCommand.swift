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
    let rejections = Rejections(
      index: try store.openForReading().suppressionIndex(
        states: keepHeld ? [.suppress] : [.suppress, .hold], now: clock.now))
    let input = try FileInput(path: list)
    // Opening the output would empty the list before it is read.
    for path in [output, rejected].compactMap({ $0 }) where !dryRun && input.isFile(path) {
      throw SuppliedTextError(
        description: "\(path) is the list itself. Write to another file, and rename it afterwards.")
    }
    var reader = ListReader(descriptor: input.descriptor, path: input.name)
    let kept = dryRun ? nil : try FileOutput.sink(path: output)
    let refused = dryRun ? nil : try rejected.map { try FileOutput.sink(path: $0) }
    let counts = try ListFilter(column: wanted, reject: rejections.rejection(of:)).run(
      &reader, keep: { kept?.write($0) }, refuse: refused.map { sink in { sink.write($0) } })
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

/// Why the addresses of a list are not to be mailed.
struct Rejections {
  let index: SuppressionIndex

  func rejection(of address: ListedAddress) -> Rejection? {
    guard let verdict = index.verdict(local: address.local, domain: address.domain) else {
      return nil
    }
    return Rejection(
      verdict: verdict.state.rawValue, cause: verdict.causeName, since: verdict.first,
      advice: verdict.cause?.text.advice ?? verdict.rule.words)
  }
}
