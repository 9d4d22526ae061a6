import ArgumentParser

/// How rows are printed.
struct FormatOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "table, csv, tsv, json or jsonl.")
  var format: OutputFormat = .table

  @Flag(
    help: ArgumentHelp(
      "Write CSV without the apostrophe before texts that a spreadsheet would run as a formula."))
  var raw = false

  func writer(columns: [Column]) -> any RowWriter {
    format.writer(columns: columns, to: ByteSink.standardOutput(), isDefused: !raw)
  }
}
