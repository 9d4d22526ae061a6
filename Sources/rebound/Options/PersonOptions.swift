import ArgumentParser
import Foundation

/// Who decides, and why: both are kept with the decision.
struct PersonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Why, for whoever reads the history later.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decides; without it the user who runs the command."))
  var who: String?

  var name: String {
    if let who, !who.isEmpty { return who }
    let environment = ProcessInfo.processInfo.environment
    for variable in ["SUDO_USER", "LOGNAME", "USER"] {
      if let name = environment[variable], !name.isEmpty { return name }
    }
    return "uid \(getuid())"
  }
}
