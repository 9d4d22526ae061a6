import ArgumentParser

/// How rows are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, tsv, json, jsonl

  func writer(columns: [Column], to sink: ByteSink, isDefused: Bool = true) -> any RowWriter {
    switch self {
    case .table: TableWriter(columns: columns, sink: sink, terminal: .standardOutput)
    case .csv: SeparatedWriter(columns: columns, sink: sink, dialect: .csv(isDefused: isDefused))
    case .tsv: SeparatedWriter(columns: columns, sink: sink, dialect: .tsv)
    case .json: JSONRowWriter(columns: columns, sink: sink, isOneArray: true)
    case .jsonl: JSONRowWriter(columns: columns, sink: sink, isOneArray: false)
    }
  }
}

/// Prints rows one after the other; what it holds does not grow with their number.
protocol RowWriter: AnyObject {
  func write(_ cells: [Cell])
  /// Ends the output. Nothing may be written afterwards.
  func finish()
}
