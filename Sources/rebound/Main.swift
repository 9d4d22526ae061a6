import ArgumentParser

@main
enum Main {
  static func main() {
    // A mail server starts an ingest for each message: the rules are made ready while the arguments are read and
    // the store is opened.
    if CommandLine.arguments.dropFirst().first == IngestCommand.configuration.commandName {
      RuleOptions.beginStandard()
    }
    do {
      var command = try Rebound.parseAsRoot()
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}
