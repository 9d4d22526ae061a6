import ArgumentParser

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read bounced mail into the store.")
  func run() throws {}
}
