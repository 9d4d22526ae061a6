import ArgumentParser
import Diagnosis
import Foundation
import Intake
import Mail
import Model
import Octets
import Reports

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Read mail and print what it says, without a store.",
    discussion: """
      Prints one JSON object per message; with --schema sisimai one object per recipient, in the field
      names of Sisimai 5.

      EXAMPLES
        rebound parse bounce.eml
        rebound parse --schema sisimai ~/Maildir > bounces.jsonl
        rebound parse - < bounce.eml
      """)

  enum Schema: String, ExpressibleByArgument, CaseIterable {
    case rebound, sisimai
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, jsonl
  }

  @Argument(help: ArgumentHelp("Mailboxes, folders, messages, or - for standard input."))
  var paths: [String]

  @Option(help: "rebound or sisimai.")
  var schema: Schema = .rebound

  @Option(name: .shortAndLong, help: "jsonl, an object a line; or json, one array.")
  var format: Format = .jsonl

  @Flag(help: "Print no objects, only how many messages there are of each kind.")
  var count = false

  @OptionGroup var rules: RuleOptions

  func run() throws {
    if count {
      try MessageCount(paths: paths, classifier: rules.classifier()).print()
      return
    }
    for path in paths where path != "-" && !FileManager.default.fileExists(atPath: path) {
      throw FileError(path: path, errorNumber: ENOENT)
    }
    let items = SourceItems(MailSource(paths))
    let printer = ReportPrinter(schema: schema, classifier: try rules.classifier())
    let output = JSONObjects(format: format)
    var hasFailed = false
    try Pipeline<[SourceItem], PrintedReports>(workers: Processors.count).run(
      produce: { items.nextBatch() },
      makeTransform: {
        let own = printer.forAnotherThread()
        return { own.print($0) }
      },
      consume: { printed in
        for failure in printed.failures { Complaint.write(failure) }
        hasFailed = hasFailed || !printed.failures.isEmpty
        for object in printed.objects { output.write(object) }
      })
    output.finish()
    if hasFailed { throw ExitStatus.dataError.code }
  }
}

/// What some messages come to as JSON.
private struct PrintedReports: Sendable {
  var objects: [[UInt8]] = []
  /// Of files and members that could not be read.
  var failures: [String] = []
}

/// Writes what messages say as JSON.
private struct ReportPrinter: Sendable {
  let schema: ParseCommand.Schema
  let classifier: Classifier
  private let reader = ReportReader()
  private let mailed = MailedAddress()

  init(schema: ParseCommand.Schema, classifier: Classifier) {
    self.schema = schema
    self.classifier = classifier
  }

  func forAnotherThread() -> ReportPrinter {
    ReportPrinter(schema: schema, classifier: classifier.forAnotherThread())
  }

  func print(_ items: [SourceItem]) -> PrintedReports {
    var printed = PrintedReports()
    for item in items {
      switch item {
      case .finished, .passedOver: continue
      case .failure(_, let reason): printed.failures.append(reason)
      case .message(let item):
        let message = Message(item.octets)
        let read = reader.read(message)
        var report = read
        mailed.resolve(&report, returnPaths: mailed.returnPaths(of: message, read.wrappedHeader))
        printed.objects += objects(report, item).map(\.line)
      }
    }
    return printed
  }

  private func objects(_ report: Report, _ item: MailItem) -> [JSONValue] {
    switch schema {
    case .rebound:
      [
        ReportJSON.object(report, file: item.source, offset: item.offset, classifier: classifier)
      ]
    case .sisimai:
      report.recipients.map { recipient in
        SisimaiJSON.object(
          recipient, of: report, file: item.source, classifier: classifier,
          token: EventMaker.key(of: recipient, in: report))
      }
    }
  }
}

/// Objects one a line, or as one array.
private final class JSONObjects {
  private let sink = ByteSink.standardOutput()
  private let isArray: Bool
  private var isFirst = true

  init(format: ParseCommand.Format) {
    isArray = format == .json
    if isArray { sink.write("[") }
  }

  func write(_ object: [UInt8]) {
    if isArray { sink.write(isFirst ? "\n" : ",\n") }
    isFirst = false
    sink.write(object)
    if !isArray { sink.line() }
  }

  func finish() {
    if isArray { sink.write(isFirst ? "]\n" : "\n]\n") }
    sink.flush()
  }
}

/// Counts the messages of each kind, on all processors.
private struct MessageCount {
  let paths: [String]
  let classifier: Classifier

  func print() throws {
    let judge = Judge(events: EventMaker(classifier: classifier, now: Int64(time(nil))))
    let items = SourceItems(MailSource(paths))
    let kinds = try IngestRun(
      judge: judge, workers: Processors.count
    ).count(next: { items.next() })
    let sink = ByteSink.standardOutput()
    for kind in MessageKind.allCases { sink.line("\(kinds[kind] ?? 0) \(kind.rawValue)") }
    sink.flush()
  }
}
