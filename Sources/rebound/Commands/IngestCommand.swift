import ArgumentParser
import Diagnosis
import Foundation
import Intake
import Mail
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
        rebound ingest --after seen ~/Maildir
      """)

  @Argument(help: ArgumentHelp("Mailboxes, folders, messages, or - for standard input."))
  var paths: [String]

  @Flag(help: "Print the run's report as JSON.")
  var json = false

  @Flag(help: "Print the summary, terminal or not.")
  var summary = false

  @Option(help: ArgumentHelp("Threads that parse; as many as there are processors if not given."))
  var jobs: Int?

  @Flag(help: "Read everything, also what is known to have been read before.")
  var reread = false

  @Option(
    help: ArgumentHelp(
      """
      What becomes of read messages after the commit: keep, seen (in a Maildir), delete, or \
      move:FOLDER. Ordinary mail and what could not be read are always kept.
      """, valueName: "what"),
    transform: Self.parseAfter)
  var after: AfterReading = .keep

  @OptionGroup var rules: RuleOptions
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  /// So many unreadable messages are named on standard error; the store names all.
  private static let mostNamed = 20

  static func parseAfter(_ text: String) throws -> AfterReading {
    switch text {
    case "keep": return .keep
    case "seen": return .seen
    case "delete": return .delete
    default:
      guard text.hasPrefix("move:"), text.count > 5 else {
        throw ValidationError("--after takes keep, seen, delete or move:FOLDER.")
      }
      return .move(folder: String(text.dropFirst(5)))
    }
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    if case .move(let folder) = after {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw ValidationError("--after move:\(folder): there is no such folder.") }
    }
  }

  func run() throws {
    for path in paths where path != "-" && !FileManager.default.fileExists(atPath: path) {
      throw FileError(path: path, errorNumber: ENOENT)
    }
    let started = DispatchTime.now().uptimeNanoseconds
    let now = clock.now
    let classifier = try rules.checked()
    let store = try store.openForWriting()
    let settings = try GuardSettings(store)
    let (mailedAddress, guardian) = (try settings.mailedAddress(), try settings.guardian())
    let writer = try store.beginRun(
      sources: paths.joined(separator: " "), version: Rebound.version, now: now,
      isDurable: after != .keep)
    // Of standard input nothing is remembered.
    let memory =
      reread || paths.allSatisfy { $0 == "-" }
      ? nil : try StoreMemory(self.store.openForReading())
    let events = EventMaker(
      classifier: classifier(), mailedAddress: mailedAddress, guardian: guardian, now: now)
    let items = SourceItems(MailSource(paths, memory: memory))
    let ingest = IngestRun(
      judge: Judge(events: events),
      workers: jobs ?? Processors.count)
    let progress = Progress(paths)
    var result = try ingest.run(
      into: writer, next: { items.next() }, after: after,
      committed: { progress.update($0, position: items.position) })
    progress.finish()
    result.milliseconds = Int64((DispatchTime.now().uptimeNanoseconds - started) / 1_000_000)
    try writer.finish(now: now, milliseconds: result.milliseconds)
    report(result)
    if result.counts.unreadable > 0 { throw ExitStatus.dataError.code }
  }

  private func report(_ result: IngestSummary) {
    for line in result.leftAlone { Complaint.write(line) }
    if json {
      let sink = ByteSink.standardOutput()
      sink.write(IngestReport.json(result).line + [0x0A])
      sink.flush()
      return
    }
    for unreadable in result.unreadable.prefix(Self.mostNamed) {
      let place = "\(unreadable.source) at \(unreadable.position): "
      // What is wrong with a whole file says itself which.
      Complaint.write(
        unreadable.error.hasPrefix(unreadable.source) ? unreadable.error : place + unreadable.error)
    }
    let more = result.counts.unreadable - Self.mostNamed
    if more > 0 { Complaint.write("and \(more) more: see `rebound unreadable`") }
    if summary || Terminal.standardOutput.isInteractive {
      let sink = ByteSink.standardOutput()
      for line in IngestReport.lines(result) { sink.line(line) }
      sink.flush()
    }
  }
}
