import ArgumentParser

@main
enum Main {
  static func main() {
    do {
      var command = try Rebound.parseAsRoot()
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}
