import ArgumentParser

@main
struct Rebound: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebound", abstract: "Track bounced mail.")
}
