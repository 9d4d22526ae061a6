import ArgumentParser

struct Rebound: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "rebound",
    abstract:
      "Track bounced mail: which addresses to stop mailing, which domains need mending, and why.",
    discussion: """
      A nightly run:
        rebound ingest /var/mail/bounces
        rebound suppressions --format csv > suppressions.csv
        rebound domains
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(name: "Taking in", subcommands: [IngestCommand.self, ParseCommand.self]),
      CommandGroup(
        name: "Asking",
        subcommands: [
          SuppressionsCommand.self, DomainsCommand.self, HistoryCommand.self, CheckCommand.self,
          ExplainCommand.self, CausesCommand.self, TemplatesCommand.self, RunsCommand.self,
          UnreadableCommand.self,
        ]),
      CommandGroup(
        name: "Deciding",
        subcommands: [
          SuppressCommand.self, ReleaseCommand.self, AllowCommand.self, UndoCommand.self,
          DecisionsCommand.self, PolicyCommand.self, GuardCommand.self, VERPCommand.self,
          UnverifiedCommand.self,
        ]),
      CommandGroup(
        name: "Handing on",
        subcommands: [ExportCommand.self, FilterCommand.self, ImportCommand.self]),
      CommandGroup(
        name: "Keeping",
        subcommands: [ForgetCommand.self, PruneCommand.self, VerifyCommand.self]),
    ])
}
