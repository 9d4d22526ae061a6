import ArgumentParser
import Intake
import Model
import ReturnPath
import Store

struct GuardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guard",
    abstract: "Set up the guard against forged reports, or show how it is set up.",
    discussion: """
      Anyone can send a bounce for any address. With the guard on, a report that cannot be tied to a
      message of ours is kept as unverified and never acted on.

      Strongest is a signed return path: `rebound verp sign` makes one for each recipient, and only a
      report that comes back to it counts. Otherwise name the domains that your mail is from, or the
      hosts in your Message-IDs: a report must then return such a message.

      EXAMPLES
        rebound guard --mailbox bounces@lists.example.org --key-file /etc/rebound/verp.key --new-key
        rebound guard --domain example.org --message-id-host mail.example.org
        rebound guard --off
      """)

  @Option(help: ArgumentHelp("The address that bounces come to.", valueName: "address"))
  var mailbox: AddressArgument?

  @Option(help: ArgumentHelp("The file that holds the signing key (mode 0600).", valueName: "file"))
  var keyFile: String?

  @Flag(help: "Make a new key in that file, which must not exist yet.")
  var newKey = false

  @Option(help: ArgumentHelp("How long a signed return path is believed.", valueName: "days"))
  var validDays: Int64?

  @Option(help: "A domain that our mail is from; may be given several times.")
  var domain: [String] = []

  @Option(help: "A host in our Message-IDs; may be given several times.")
  var messageIDHost: [String] = []

  @Option(
    help: ArgumentHelp(
      "A VERP pattern of ours, bounces+{user}={domain}@lists.example.org; may be given several times.",
      valueName: "pattern"))
  var verp: [String] = []

  @Flag(help: "Switch the guard off. VERP patterns stay.")
  var off = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    if newKey, keyFile == nil {
      throw ValidationError("--new-key needs --key-file: where should the key be written?")
    }
    if let validDays, !(1...3_650).contains(validDays) {
      throw ValidationError("--valid-days takes 1 to 3650.")
    }
  }

  func run() throws {
    guard isChange else {
      try show(GuardSettings(try store.openForReading()))
      return
    }
    let store = try store.openForWriting()
    var settings = try GuardSettings(store)
    if off {
      settings.mailbox = nil
      settings.keyFile = nil
      settings.domains = []
      settings.messageIDHosts = []
    }
    if let mailbox { settings.mailbox = mailbox.address.description }
    if let keyFile { settings.keyFile = keyFile }
    if let validDays { settings.validDays = validDays }
    if !domain.isEmpty { settings.domains = domain }
    if !messageIDHost.isEmpty { settings.messageIDHosts = messageIDHost }
    if !verp.isEmpty { settings.patterns = verp }
    for pattern in settings.patterns { _ = try VERPPattern(pattern) }
    if newKey, let keyFile { _ = try ReturnPathKey.create(file: keyFile) }
    // Reads the key, so that a wrong file is refused now and not by tonight's ingest.
    _ = try settings.guardian()
    try settings.save(to: store)
    try show(settings)
  }

  private var isChange: Bool {
    mailbox != nil || keyFile != nil || newKey || validDays != nil || !domain.isEmpty
      || !messageIDHost.isEmpty || !verp.isEmpty || off
  }

  private func show(_ settings: GuardSettings) throws {
    let sink = ByteSink.standardOutput()
    let isOn = try settings.guardian().isOn
    sink.line("guard: \(isOn ? "on" : "off")")
    let facts: [(String, String)] = [
      ("mailbox", settings.mailbox ?? ""), ("key file", settings.keyFile ?? ""),
      ("valid days", settings.keyFile == nil ? "" : String(settings.validDays)),
      ("domains", settings.domains.joined(separator: ", ")),
      ("Message-ID hosts", settings.messageIDHosts.joined(separator: ", ")),
      ("VERP patterns", settings.patterns.joined(separator: ", ")),
    ]
    for (name, value) in facts where !value.isEmpty {
      sink.line("\(name): \(Escape.terminal(value))")
    }
    sink.flush()
  }
}

struct VERPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verp", abstract: "Make and read return paths that carry the recipient.",
    subcommands: [Sign.self, Read.self])

  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sign",
      abstract: "Print the signed return path for a recipient.",
      discussion: "Set the guard's mailbox and key file first: see `rebound guard --help`.")

    @Argument(help: "The recipient.")
    var address: AddressArgument

    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      guard let signer = try GuardSettings(try store.openForReading()).signer() else {
        throw SuppliedTextError(
          description:
            "No key is set up. Say `rebound guard --mailbox ADDRESS --key-file FILE --new-key` first."
        )
      }
      let sink = ByteSink.standardOutput()
      sink.line(signer.sign(address.address, now: clock.now))
      sink.flush()
    }
  }

  struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "read",
      abstract: "Print the recipient that a return path carries, and whether its tag is genuine.")

    @Argument(help: "The return path.")
    var returnPath: String

    @OptionGroup var clock: ClockOption
    @OptionGroup var store: StoreOptions

    func run() throws {
      let settings = try GuardSettings(try store.openForReading())
      let sink = ByteSink.standardOutput()
      defer { sink.flush() }
      if let signer = try settings.signer(), let carried = signer.carried(by: returnPath) {
        do {
          _ = try signer.verify(returnPath, now: clock.now)
          sink.line("\(carried) genuine")
        } catch {
          sink.line("\(carried) \(error)")
          throw ExitStatus.mayNotMail.code
        }
        return
      }
      let patterns =
        settings.patterns.isEmpty
        ? VERPPattern.usual : try settings.patterns.map { try VERPPattern($0) }
      guard let carried = patterns.lazy.compactMap({ $0.recipient(in: returnPath) }).first else {
        throw SuppliedTextError(description: "\(returnPath) carries no recipient")
      }
      sink.line("\(carried) unsigned")
    }
  }
}

struct UnverifiedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unverified",
    abstract: "List the reports that could not be tied to a message of ours.")

  @Option(help: ArgumentHelp("Only from then on: a date, or 7d.", valueName: "moment"))
  var since: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var clock: ClockOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let since = try since.map { try Moment.parse($0, before: clock.now) }
    let rows = format.writer(columns: [
      .fixed("at"), .fixed("address"), .fixed("kind"), .fixed("cause"), .fixed("reporting_host"),
      .fixed("message_id"), .text("diagnostic"),
    ])
    let filter = EventFilter(since: since, verification: .unverified)
    try store.openForReading().events(filter) { event in
      rows.write([
        .moment(event.at), .text(event.address), .text(event.kind.rawValue),
        .text(event.cause?.rawValue ?? ""), .text(event.reportingHost ?? ""),
        .text(event.messageID ?? ""), .text(OneLine.of(event.diagnostic)),
      ])
    }
    rows.finish()
  }
}
