import ArgumentParser
import Model
import Store

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List the sentences that servers say, without the words they fill in.",
    discussion: """
      A few sentences make up most rejections: `share` adds up the part of all events that the rows so
      far cover.

      EXAMPLES
        rebound templates --limit 30
        rebound templates --cause undefined
      """)

  @Option(help: "Only this cause.")
  var cause: Cause?

  @Option(help: "At most so many rows.")
  var limit: Int = 30

  @OptionGroup var format: FormatOption
  @OptionGroup var store: StoreOptions

  func run() throws {
    let templates = try store.openForReading().templates(cause: cause)
    let total = templates.reduce(0) { $0 + $1.events }
    let rows = format.writer(columns: [
      .fixed("events"), .fixed("share"), .fixed("cause"), .fixed("first_seen"),
      .fixed("last_seen"), .text("template"),
    ])
    var covered = 0
    for template in templates.prefix(max(0, limit)) {
      covered += template.events
      rows.write([
        .integer(template.events), .number(Double(covered * 1_000 / max(1, total)) / 10),
        .text(template.cause.rawValue), .moment(template.first), .moment(template.last),
        .text(template.template),
      ])
    }
    rows.finish()
  }
}
