import ArgumentParser
import Lists
import Model
import Octets
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take another program's suppression list in, as decisions with their source.",
    discussion: """
      Reads plain lists, Rebound's own CSV, and what SES, SendGrid, Mailgun, Postmark, SparkPost,
      Mailchimp and listmonk hand out, as CSV or as JSON; which it is shows in the names of the columns.
      What is suppressed by a decision already is passed over.

      EXAMPLES
        rebound import bounces.csv --source SendGrid
        rebound import old-list.txt --source "the old server" --until 2027-06-30
      """)

  /// So many decisions are written in one transaction.
  private static let batchSize = 10_000

  @Argument(help: "The list, or - for standard input.")
  var list: String

  @Option(help: "Where it comes from; kept as who decided.")
  var source: String

  @Option(help: "Until then; for ever without it.", transform: Moment.parse)
  var until: Int64?

  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForWriting()
    let input = try FileInput(path: list)
    var reader = ListReader(descriptor: input.descriptor, path: input.name)
    let index = try store.suppressionIndex(states: [.suppress], now: clock.now)
    // Lists name people twice: SparkPost once for each kind of mail.
    let seen = OctetTable()
    var waiting: [NewDecision] = []
    var added = 0
    var known = 0

    func write() throws {
      try store.decide(waiting, now: clock.now)
      added += waiting.count
      waiting.removeAll(keepingCapacity: true)
    }

    let counts = try SuppressionImport().run(&reader) { entry in
      let address = entry.address
      let before = seen.count
      let number = Bytes(address.description).withUnsafeBytes { seen.insert($0) }
      let verdict = index.verdict(local: Bytes(address.local), domain: Bytes(address.domain))
      guard number == before, verdict?.rule != .personSuppressed else {
        known += 1
        return
      }
      waiting.append(
        NewDecision(
          .suppress, .address(address), until: until, who: source,
          why: entry.reason.isEmpty ? "imported" : entry.reason))
      if waiting.count == Self.batchSize { try write() }
    }
    try write()
    if Terminal.standardError.isInteractive {
      Complaint.write(
        "\(added) suppressed, \(known) known already, \(counts.skipped) rows passed over")
    }
  }
}
