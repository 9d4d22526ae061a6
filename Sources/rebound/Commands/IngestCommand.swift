import ArgumentParser
import Diagnosis
import Foundation
import Intake
import Octets
import Store

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read bounced mail into the store.",
    discussion: """
      Reads Maildirs, mbox files, MH and other folders of messages, single messages, and standard input;
      compressed files too. What was ingested before adds nothing, from whatever copy it comes.

      Silent on success, but for a terminal. Ends with 0 when all was read, 65 when something could not be
      read (all the rest is stored), 66 when there is no such input, 75 when the store was locked too long.

      EXAMPLES
        rebound ingest ~/Maildir
        rebound ingest /var/mail/bounces /var/mail/bounces.1.gz
        rebound ingest - < message.eml
      """)

  @Argument(help: ArgumentHelp("Mailboxes, folders, messages, or - for standard input."))
  var paths: [String]

  @Flag(help: "Print the run's report as JSON.")
  var json = false

  @Flag(help: "Print the summary, terminal or not.")
  var summary = false

  @Option(help: ArgumentHelp("Threads that parse; as many as there are processors if not given."))
  var jobs: Int?

  @OptionGroup var rules: RuleOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let started = DispatchTime.now().uptimeNanoseconds
    let now = clock.now
    let classifier = try rules.classifier()
    let store = try store.openForWriting()
    let settings = try GuardSettings(store)
    let events = EventMaker(
      classifier: classifier, mailedAddress: try settings.mailedAddress(),
      guardian: try settings.guardian(), now: now)
    let writer = try store.beginRun(
      sources: paths.joined(separator: " "), version: Rebound.version, now: now)
    let items = try InputItems(paths: paths)
    let ingest = IngestRun(
      judge: Judge(events: events),
      workers: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    var result = try ingest.run(into: writer, next: { items.next() }, committed: { _, _ in })
    result.milliseconds = Int64((DispatchTime.now().uptimeNanoseconds - started) / 1_000_000)
    try writer.finish(now: now, milliseconds: result.milliseconds)
    report(result)
    if result.counts.unreadable > 0 { throw ExitStatus.dataError.code }
  }

  private func report(_ result: IngestSummary) {
    if json {
      let sink = ByteSink.standardOutput()
      sink.write(IngestReport.json(result).line + [0x0A])
      sink.flush()
      return
    }
    for unreadable in result.unreadable {
      Complaint.write("\(unreadable.source) at \(unreadable.position): \(unreadable.error)")
    }
    if summary || Terminal.standardOutput.isInteractive {
      let sink = ByteSink.standardOutput()
      for line in IngestReport.lines(result) { sink.line(line) }
      sink.flush()
    }
  }
}

/// The inputs of a command, one message at a time, from one thread.
final class InputItems: @unchecked Sendable {
  private var files: [String] = []
  private var next_ = 0

  init(paths: [String]) throws {
    for path in paths {
      var isFolder: ObjCBool = false
      guard path == "-" || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      else { throw FileError(path: path, errorNumber: ENOENT) }
      if isFolder.boolValue {
        let inside =
          FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        files += inside.sorted().map { path + "/" + $0 }.filter {
          var folder: ObjCBool = false
          return FileManager.default.fileExists(atPath: $0, isDirectory: &folder)
            && !folder.boolValue
        }
      } else {
        files.append(path)
      }
    }
  }

  func next() -> SourceItem? {
    guard next_ < files.count else { return nil }
    defer { next_ += 1 }
    do {
      let octets =
        files[next_] == "-"
        ? try Bytes(descriptor: 0, path: "standard input") : try Bytes(reading: files[next_])
      return .message(source: files[next_], position: 0, octets: octets)
    } catch {
      return .failure(source: files[next_], reason: "\(error)")
    }
  }
}
