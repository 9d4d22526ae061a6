import ArgumentParser

/// How rows are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, tsv, json, jsonl

  func writer(columns: [Column], to sink: ByteSink, isDefused: Bool = true) -> any RowWriter {
    switch self {
    case .table: TableWriter(columns: columns, sink: sink, terminal: .standardOutput)
    case .csv: Self.writer(SeparatedLines(dialect: .csv(isDefused: isDefused)), columns, sink)
    case .tsv: Self.writer(SeparatedLines(dialect: .tsv), columns, sink)
    case .json: JSONArrayWriter(columns: columns, sink: sink)
    case .jsonl: LineWriter(JSONLines(columns: columns), sink: sink)
    }
  }

  /// The names of the columns stand in the first line.
  private static func writer(
    _ lines: SeparatedLines, _ columns: [Column], _ sink: ByteSink
  ) -> any RowWriter {
    let writer = LineWriter(lines, sink: sink)
    writer.write(columns.map { .text($0.name) })
    return writer
  }
}
