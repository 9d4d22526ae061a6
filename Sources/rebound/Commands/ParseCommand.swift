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
    let reader = ReportReader()
    let mailed = MailedAddress()
    let classifier = try rules.classifier()
    let output = JSONObjects(format: format)
    var source = MailSource(paths)
    var hasFailed = false
    while let step = source.next() {
      switch step {
      case .finished, .passedOver: continue
      case .failure(let failure):
        Complaint.write("\(failure)")
        hasFailed = true
      case .message(let item):
        let message = Message(item.octets)
        let read = reader.read(message)
        let report = mailed.resolve(read, returnPaths: ReturnPaths.of(message, read))
        write(report, item, classifier, to: output)
      }
    }
    output.finish()
    if hasFailed { throw ExitStatus.dataError.code }
  }

  private func write(
    _ report: Report, _ item: MailItem, _ classifier: Classifier, to output: JSONObjects
  ) {
    switch schema {
    case .rebound:
      output.write(
        ReportJSON.object(
          report, file: item.source, offset: item.offset, classifier: classifier))
    case .sisimai:
      for recipient in report.recipients {
        let key = EventMaker.key(of: recipient, in: report)
        output.write(
          SisimaiJSON.object(
            recipient, of: report, file: item.source, classifier: classifier, token: key))
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

  func write(_ object: JSONValue) {
    if isArray { sink.write(isFirst ? "\n" : ",\n") }
    isFirst = false
    sink.write(object.line)
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
      judge: judge, workers: ProcessInfo.processInfo.activeProcessorCount
    ).count(next: { items.next() })
    let sink = ByteSink.standardOutput()
    for kind in MessageKind.allCases { sink.line("\(kinds[kind] ?? 0) \(kind.rawValue)") }
    sink.flush()
  }
}
