import ArgumentParser
import Store

struct UnreadableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unreadable",
    abstract: "List the messages that could not be read, or print one as it was.",
    discussion: """
      EXAMPLES
        rebound unreadable
        rebound unreadable 17 > message.eml
      """)

  @Argument(help: "The number of a message to print.")
  var message: Int64?

  @OptionGroup var format: FormatOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.openForReading()
    if let message {
      guard let raw = try store.rawMessage(message) else {
        throw SuppliedTextError(
          description: "No message \(message) is kept. `rebound unreadable` lists those that are.")
      }
      let sink = ByteSink.standardOutput()
      sink.write(raw.array)
      sink.flush()
      return
    }
    let rows = format.writer(columns: [
      .fixed("message"), .fixed("run"), .text("source"), .fixed("position"), .fixed("size"),
      .text("error"),
    ])
    for entry in try store.unreadable() {
      rows.write([
        .integer(entry.id), .integer(entry.run), .text(entry.source), .integer(entry.position),
        entry.size.map(Cell.integer) ?? .none, .text(entry.error),
      ])
    }
    rows.finish()
  }
}
