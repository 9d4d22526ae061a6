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
        rebound templates --share 95
        rebound templates --cause undefined
      """)

  @Option(help: "Only this cause.")
  var cause: Cause?

  @Option(help: "At most so many rows. (default: 30, or all that --share asks for)")
  var limit: Int?

  @Option(help: "Only as many rows as make up so many percent of all events.")
  var share: Double?

  @OptionGroup var format: FormatOption
  @OptionGroup var store: StoreOptions

  func validate() throws {
    if let share, !(0...100).contains(share) {
      throw ValidationError("--share is a percentage, from 0 to 100.")
    }
  }

  func run() throws {
    let templates = try store.openForReading().templates(cause: cause)
    let total = templates.reduce(0) { $0 + $1.events }
    let rows = format.writer(columns: [
      .fixed("events"), .fixed("share"), .fixed("cause"), .fixed("first_seen"),
      .fixed("last_seen"), .text("template"),
    ])
    var covered = 0
    let limit = self.limit ?? (share == nil ? 30 : templates.count)
    let wanted = share.map { $0 / 100 * Double(total) } ?? .infinity
    for template in templates.prefix(max(0, limit)) where Double(covered) < wanted {
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
