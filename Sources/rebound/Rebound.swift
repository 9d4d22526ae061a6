import ArgumentParser

@main
struct Rebound: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebound",
    abstract:
      "Track bounced mail: which addresses to stop mailing, which domains need mending, and why.",
    subcommands: [ParseCommand.self, ExplainCommand.self])
}
